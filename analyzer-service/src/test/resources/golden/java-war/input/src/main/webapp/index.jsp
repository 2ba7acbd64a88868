<h1>desk</h1>

app.listen(8088);

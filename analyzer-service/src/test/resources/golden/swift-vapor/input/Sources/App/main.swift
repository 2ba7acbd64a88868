import Vapor

let app = try Application(.detect())
try app.run()

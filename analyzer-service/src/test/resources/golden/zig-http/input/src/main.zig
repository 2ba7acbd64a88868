const std = @import("std");

pub fn main() !void {
    const address = try std.net.Address.parseIp("0.0.0.0", 8080);
    var server = try address.listen(.{ .reuse_address = true });
    while (true) {
        const connection = try server.accept();
        defer connection.stream.close();
        var request: [1024]u8 = undefined;
        _ = try connection.stream.read(&request);
        _ = try connection.stream.writeAll("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\ngauge");
    }
}

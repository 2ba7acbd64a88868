require "socket"

server = TCPServer.new("0.0.0.0", Integer(ENV.fetch("PORT", "4567")))
trap("TERM") { exit }
loop do
  client = server.accept
  nil until (line = client.gets).nil? || line == "\r\n"
  body = "ruby by #{Process.uid}"
  client.write("HTTP/1.1 200 OK\r\nContent-Length: #{body.bytesize}\r\nConnection: close\r\n\r\n#{body}")
  client.close
end

import 'dart:io';

void main(List<String> args) async {
  final port = int.parse(Platform.environment['PORT'] ?? '8080');
  await HttpServer.bind(InternetAddress.anyIPv4, port);
}

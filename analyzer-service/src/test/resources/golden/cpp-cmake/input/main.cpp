#include <cstdlib>
#include <cstring>
#include <string>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

int main() {
    const char *stated = std::getenv("PORT");
    int port = stated ? std::atoi(stated) : 8080;
    int server = socket(AF_INET, SOCK_STREAM, 0);
    int yes = 1;
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = INADDR_ANY;
    address.sin_port = htons(port);
    if (bind(server, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0) return 1;
    listen(server, 16);
    for (;;) {
        int client = accept(server, nullptr, nullptr);
        char request[1024];
        if (read(client, request, sizeof request) > 0) {
            std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nmeter";
            if (write(client, answer.data(), answer.size()) < 0) return 1;
        }
        close(client);
    }
}

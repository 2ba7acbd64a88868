// swift-tools-version:5.10
import PackageDescription

let package = Package(
    name: "Parking",
    dependencies: [.package(url: "https://packages.example/vapor.git", from: "4.99.0")],
    targets: [.executableTarget(name: "App", dependencies: [.product(name: "Vapor", package: "vapor")])]
)

plugins {
    kotlin("jvm") version "2.0.20"
    application
}

application {
    mainClass.set("chat.MainKt")
}

dependencies {
    implementation("io.ktor:ktor-server-netty:2.3.12")
}

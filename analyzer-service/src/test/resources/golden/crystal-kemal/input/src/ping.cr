require "kemal"

get "/" { "ping" }
Kemal.run

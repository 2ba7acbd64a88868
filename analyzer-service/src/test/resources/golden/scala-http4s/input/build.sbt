scalaVersion := "3.3.4"
libraryDependencies += "org.http4s" %% "http4s-ember-server" % "0.23.28"

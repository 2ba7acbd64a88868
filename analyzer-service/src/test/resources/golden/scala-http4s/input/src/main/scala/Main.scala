package feed

import cats.effect.IOApp

object Main extends IOApp.Simple {
  val run = server
}

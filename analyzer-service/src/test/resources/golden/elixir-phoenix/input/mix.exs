defmodule Forum.MixProject do
  use Mix.Project

  def project do
    [
      app: :forum,
      version: "0.1.0",
      deps: deps(),
      aliases: ["assets.deploy": ["esbuild default --minify", "phx.digest"]]
    ]
  end

  def application do
    [mod: {Forum.Application, []}]
  end

  defp deps do
    [
      {:phoenix, "~> 1.7"},
      {:postgrex, ">= 0.0.0"}
    ]
  end
end

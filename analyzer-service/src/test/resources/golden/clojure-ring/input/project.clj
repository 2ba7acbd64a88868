(defproject polls "0.1.0"
  :dependencies [[org.clojure/clojure "1.12.0"] [ring/ring-jetty-adapter "1.12.2"]]
  :main polls.core
  :profiles {:uberjar {:aot :all}})

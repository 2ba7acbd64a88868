(ns polls.core
  (:require [ring.adapter.jetty :refer [run-jetty]])
  (:gen-class))

(defn -main [] (run-jetty (fn [_] {:status 200 :body "polls"}) {:port 3000}))

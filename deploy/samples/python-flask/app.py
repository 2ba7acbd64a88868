"""How long a text takes to read."""

import os

from flask import Flask, jsonify, render_template, request

from reading import measure

app = Flask(__name__)


@app.get("/healthz")
def healthz():
    return jsonify(status="ok")


@app.get("/")
def home():
    return render_template("index.html", text="", result=None)


@app.post("/")
def measured():
    text = request.form.get("text", "")
    return render_template("index.html", text=text, result=measure(text))


@app.post("/api/measure")
def api_measure():
    body = request.get_json(silent=True)
    if not isinstance(body, dict) or not isinstance(body.get("text"), str):
        return jsonify(error='send {"text": "…"}'), 400
    return jsonify(measure(body["text"]))


if __name__ == "__main__":
    app.run(host="0.0.0.0", port=int(os.environ.get("PORT", "8000")))

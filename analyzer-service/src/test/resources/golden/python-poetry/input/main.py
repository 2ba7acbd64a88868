import os

from fastapi import FastAPI

app = FastAPI()
database = os.environ["DATABASE_URL"]


@app.get("/health")
def health():
    return {"status": "ok"}

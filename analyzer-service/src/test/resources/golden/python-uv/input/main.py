import os

import redis
from fastapi import FastAPI

app = FastAPI()
cache = redis.from_url(os.environ.get("REDIS_URL", "redis://localhost:6379"))


@app.get("/healthz")
def health():
    return {"status": "ok"}

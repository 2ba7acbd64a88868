package io.kyozo.analyzer.topology.detect.python;

import io.kyozo.analyzer.topology.detect.Framework;
import java.util.List;

/** Frameworks of the Python world, the most telling first. */
final class PythonFrameworks {
    static final List<Framework> ALL = List.of(
            Framework.web("django", "django", 8000),
            Framework.api("fastapi", "fastapi", 8000),
            Framework.web("python-fasthtml", "fasthtml", 5001),
            Framework.web("streamlit", "streamlit", 8501),
            Framework.web("gradio", "gradio", 7860),
            Framework.web("dash", "dash", 8050),
            Framework.web("flask", "flask", 5000),
            Framework.api("litestar", "litestar", 8000),
            Framework.api("sanic", "sanic", 8000),
            Framework.api("quart", "quart", 5000),
            Framework.api("starlette", "starlette", 8000),
            Framework.api("aiohttp", "aiohttp", 8080),
            Framework.api("tornado", "tornado", 8888),
            Framework.api("bottle", "bottle", 8080),
            Framework.api("falcon", "falcon", 8000),
            Framework.web("pyramid", "pyramid", 6543),
            Framework.web("cherrypy", "cherrypy", 8080),
            Framework.api("robyn", "robyn", 8080),
            Framework.api("connexion", "connexion", 8080),
            Framework.api("grpcio", "grpc", 50051),
            Framework.worker("celery", "celery"),
            Framework.worker("rq", "rq"),
            Framework.worker("discord.py", "discord.py"),
            Framework.worker("python-telegram-bot", "telegram"));

    private PythonFrameworks() {}
}

# The application alone; compose.yaml adds Neo4j and TLS. Two stages: the second carries no build tools.
FROM python:3.12-slim-bookworm AS build
WORKDIR /app
RUN python -m venv /app/.venv
COPY requirements.lock ./
RUN /app/.venv/bin/python -m pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY crm crm
COPY graph graph
COPY seed seed
COPY web web
RUN if [ -d web/translations ]; then .venv/bin/pybabel compile --directory web/translations; fi \
    && .venv/bin/python -m pip install --no-cache-dir --no-deps --no-build-isolation --no-index .

FROM python:3.12-slim-bookworm
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin aliados \
    && mkdir /data && chown 10001:10001 /data
WORKDIR /app
COPY --from=build /app/.venv /app/.venv
COPY config.toml ./
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    ALIADOS_DATA_DIR=/data ALIADOS_STORE=sqlite:////data/red.db ALIADOS_SERVER__HOST=0.0.0.0
USER 10001:10001
VOLUME /data
EXPOSE 8000
CMD ["aliados", "serve", "--first-run"]

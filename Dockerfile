# Segue in one image: the site, every function, and the command line `segue` with what training needs, run as nobody in
# particular. It serves everything (docs/self-hosting.md), or the one function that FUNCTION_TARGET names, as on Cloud Run.
# `docker compose up` builds it on what the tag means that day, with that day's fixes of Python and Debian. Who wants the
# same bytes again gives a digest: --build-arg TAG=3.13-slim@sha256:...
ARG TAG=3.13-slim
FROM python:${TAG}

# What bundles of functions get from Terraform; see docs/operations.md.
ENV OPENBLAS_NUM_THREADS=1 \
    DISABLE_GCS_PYTHON_CLIENT_OTEL_BUCKET_METADATA=true \
    HOME=/tmp \
    PYTHONUNBUFFERED=1

WORKDIR /segue
# implicit is built with OpenMP, which slim images lack.
RUN apt-get update && apt-get install --yes --no-install-recommends libgomp1 && rm -rf /var/lib/apt/lists/*
# The second adds Google's libraries, in the same versions; both are locked by hash.
COPY requirements/run.txt requirements/train.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/run.txt -r requirements/train.txt

COPY pyproject.toml README.md LICENSE ./
COPY shared shared
COPY training training
COPY functions functions
COPY site site
COPY ops ops
COPY docs/openapi.yaml docs/
COPY bench bench
COPY container container
# A volume takes its owner from the folder that it is mounted on first.
RUN pip install --no-cache-dir --no-deps --no-build-isolation --editable . && \
    python -m compileall -q shared training functions ops && \
    useradd --system --no-create-home --uid 10001 segue && \
    mkdir var backups && chown segue var backups

USER segue
VOLUME /segue/var
EXPOSE 8080
# The first start trains the demo's model, which takes minutes on a small server.
HEALTHCHECK --interval=30s --timeout=5s --start-period=10m CMD ["python", "/segue/container/health.py"]
ENTRYPOINT ["/segue/container/run.sh"]
CMD ["serve", "--host", "0.0.0.0"]

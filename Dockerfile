# Waypath in a container: the service and its page on port 8000, the store in the volume /data.

# Another package index or registry can be named with --build-arg; unset, pip and npm use their own
# defaults.
FROM python:3.13-slim AS page
ARG PIP_INDEX_URL
ARG NPM_CONFIG_REGISTRY
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_NO_INPUT=1 PIP_ROOT_USER_ACTION=ignore \
    NODE_USE_SYSTEM_CA=1
WORKDIR /src/web
COPY locks/page.lock ../locks/
RUN pip install --only-binary :all: --require-hashes --requirement ../locks/page.lock
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN npm ci --omit=dev
COPY web .
RUN npm run build

FROM python:3.13-slim AS build
ARG PIP_INDEX_URL
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_NO_INPUT=1
WORKDIR /src
# The locked packages change seldom and are a layer of their own. The virtual environment has no
# pip: the image's pip fills it from outside, and the service never needs one.
COPY locks/run.lock locks/
RUN python -m venv --without-pip /opt/waypath \
    && pip --python /opt/waypath install --require-hashes --requirement locks/run.lock
COPY . .
COPY --from=page /src/api/static api/static
RUN /opt/waypath/bin/python -m hatchling build -t wheel -d /tmp/wheel \
    && pip --python /opt/waypath install --no-deps --no-index /tmp/wheel/*.whl \
    && pip --python /opt/waypath check

FROM python:3.13-slim
COPY --from=build /opt/waypath /opt/waypath
# The numbers belong to no name, so a cluster can see that this is not root.
RUN install --directory --owner=10001 --group=10001 /data
ENV PATH=/opt/waypath/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    WAYPATH_STORE=/data/waypath.db
USER 10001:10001
VOLUME /data
EXPOSE 8000
# A proxy named in the environment is for the world outside, not for this question.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-I", "-c", "from urllib.request import ProxyHandler, build_opener as b; b(ProxyHandler({})).open('http://127.0.0.1:8000/health/ready', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["waypath"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]

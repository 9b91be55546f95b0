"""The versions this process goes by: kept in Redis if there is one, else in a file."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from groundwork.pages.versions import FileVersions, Versions

REDIS_BACKEND = "django.core.cache.backends.redis.RedisCache"


@lru_cache(maxsize=1)
def versions() -> Versions:
    shared = settings.CACHES["default"]
    if shared["BACKEND"] == REDIS_BACKEND:
        from groundwork.pages.redis_versions import RedisVersions

        return RedisVersions(str(shared["LOCATION"]))
    return FileVersions(Path(settings.VAR_DIR) / "pages-versions")

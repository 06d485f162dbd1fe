"""Connection: one Neo4j database, whose transactions are repeated until they have an answer.

Callers are threads, the driver is asynchronous: it runs on an event loop in a thread of its own, so
that every question ends in time, even one to a server that has stopped in the middle of an answer.

The driver's own repetition is off. It gives up where a commit was sent and its answer is lost, just
where a change must not be done twice; here the caller knows how to tell (see `Work`).

Not its job: what is read and written (`store`).
"""

import asyncio
import contextlib
import logging
import math
import random
import re
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import CancelledError
from typing import Any, TypeAlias, TypeVar
from urllib.parse import urlsplit

from neo4j import (
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncManagedTransaction,
    NotificationMinimumSeverity,
)
from neo4j.exceptions import (
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.errors import StoreError

T = TypeVar("T")

Work: TypeAlias = Callable[[AsyncManagedTransaction], Awaitable[T]]
"""What is done in one transaction. It may be done again although it was committed, if that answer
was lost; so it has to look first whether it has been done."""

OLDEST = (5, 26)
"""The oldest server that has all the Cypher that is used here."""

CONNECT_S = 5.0
"""How long a server may take to accept a connection."""

FIRST_PAUSE_S = 0.05
LONGEST_PAUSE_S = 1.0
"""Pauses between two tries double from the first to the longest, and vary by half."""

# The driver logs what it raises too, and Python prints that where nobody has set up logging.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


class Database:
    """One database of a Neo4j server or cluster. Safe to use from several threads.

    Args:
        uri: `bolt://`, or `neo4j://` where the server tells who of a cluster takes changes; with
            `+s` encrypted, with `+ssc` also if nobody vouches for the certificate.
        user: Name of the user.
        password: Password of the user.
        database: Name of the database; None for the user's home database.

    Raises:
        StoreError: The address cannot be one of a Neo4j server, or the server cannot be used.
    """

    def __init__(self, uri: str, user: str, password: str, database: str | None) -> None:
        self._uri, self._user, self._database = _checked(uri), user, database
        self._bookmarks = AsyncGraphDatabase.bookmark_manager()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(
            target=self._loop.run_forever, name="waypath-neo4j", daemon=True
        )
        self._thread.start()
        self._driver: AsyncDriver | None = None
        try:
            self._driver = self._await(self._connect(password), CONNECT_S * 4)
        except BaseException:
            self.close()
            raise

    def run(self, work: Work[T], *, patience_s: float, limit_s: float) -> T:
        """Do something in one transaction, and return what it returns.

        Args:
            work: What is done.
            patience_s: How long it is tried again from the first failure on, while the server is
                away or busy.
            limit_s: When it is given up, whatever the server does.

        Raises:
            StoreError: It could not be done; the message says why, and what to do.
        """
        return self._await(self._repeat(work, patience_s), limit_s)

    async def beside(self, work: Work[T]) -> T:
        """Do something in one more transaction, once, for work that is in a transaction already."""
        return await self._once(work)

    def execute(self, statement: str) -> None:
        """Run one statement that cannot be part of a larger transaction, such as a constraint's.

        Raises:
            StoreError: It could not be done.
        """

        async def work(transaction: AsyncManagedTransaction) -> None:
            await (await transaction.run(statement)).consume()

        self.run(work, patience_s=10, limit_s=600)

    def close(self) -> None:
        """Let go of the server. Whoever waits for an answer gets an error; nothing can be run."""
        if self._loop.is_closed():
            return
        with contextlib.suppress(StoreError):
            self._await(self._let_go(), CONNECT_S)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _let_go(self) -> None:
        waiting = asyncio.all_tasks() - {asyncio.current_task()}
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        if self._driver is not None:
            await self._driver.close()
        await self._loop.shutdown_default_executor()

    async def _connect(self, password: str) -> AsyncDriver:
        driver = AsyncGraphDatabase.driver(
            self._uri,
            auth=(self._user, password),
            connection_timeout=CONNECT_S,
            connection_acquisition_timeout=CONNECT_S * 2,
            max_transaction_retry_time=0,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
            user_agent="waypath",
        )
        try:
            agent = (await driver.get_server_info()).agent
        except BaseException:
            await driver.close()
            raise
        version = re.search(r"/(\d+)\.(\d+)", agent)
        if version and tuple(map(int, version.groups())) < OLDEST:
            await driver.close()
            raise StoreError(
                f"the server at {self._uri} is {agent}, and Waypath needs Neo4j "
                f"{'.'.join(map(str, OLDEST))} or newer. Upgrade it, or name another server"
            )
        return driver

    async def _repeat(self, work: Work[T], patience_s: float) -> T:
        pause_s = FIRST_PAUSE_S
        deadline_s = math.inf
        lost: IncompleteCommit | None = None
        while True:
            try:
                return await self._once(work)
            except (DriverError, Neo4jError) as error:
                deadline_s = min(deadline_s, time.monotonic() + patience_s)
                if isinstance(error, IncompleteCommit):
                    lost = error
                if not self._may_repeat(error) or time.monotonic() > deadline_s:
                    if lost is None or lost is error:
                        raise
                    # Whatever went wrong since, what counts is that the change may be written.
                    raise lost from error
            await asyncio.sleep(pause_s * random.uniform(0.5, 1.5))  # noqa: S311 - no secret
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)

    async def _once(self, work: Work[T]) -> T:
        if self._driver is None:
            raise StoreError("the store is closed")
        async with self._driver.session(
            database=self._database, bookmark_manager=self._bookmarks
        ) as session:
            return await session.execute_write(work)

    def _may_repeat(self, error: DriverError | Neo4jError) -> bool:
        if isinstance(error, Neo4jError) and "InvalidBookmark" in (error.code or ""):
            # The database has been replaced, say by a backup, and knows nothing of what was there.
            self._bookmarks = AsyncGraphDatabase.bookmark_manager()
            return True
        return isinstance(error, IncompleteCommit) or error.is_retryable()

    def _await(self, work: Coroutine[Any, Any, T], limit_s: float) -> T:
        async def limited() -> T:
            async with asyncio.timeout(limit_s):
                return await work

        if self._loop.is_closed():
            work.close()
            raise StoreError("the store is closed")
        future = asyncio.run_coroutine_threadsafe(limited(), self._loop)
        try:
            return future.result()
        except TimeoutError as error:
            raise StoreError(
                f"{self._uri} has not answered for {limit_s:.0f} s. See whether the server is "
                "overloaded. A change may be written or not: load the map again before repeating it"
            ) from error
        except CancelledError as error:
            raise StoreError("the store is closed") from error
        except (DriverError, Neo4jError, ValueError) as error:
            raise StoreError(f"{self._uri}: {self._advice(error)}") from error
        except BaseException:
            future.cancel()
            raise

    def _advice(self, error: Exception) -> str:
        """Return what is wrong and what to do about it."""
        code = (error.code or "") if isinstance(error, Neo4jError) else ""
        for part, advice in _ADVICE.items():
            if part in code:
                return advice.format(user=self._user, database=self._database or "neo4j")
        if isinstance(error, IncompleteCommit):
            return (
                "the connection broke before the answer came, so the change may be written or "
                "not. Load the map again before you repeat it"
            )
        if isinstance(error, ServiceUnavailable | SessionExpired):
            told = _whole_story(error)
            for part, advice in _CONNECTION_ADVICE.items():
                if part in told:
                    return advice
            return "nobody answers there. Start Neo4j, or correct the address"
        if isinstance(error, Neo4jError):
            return f"{error.message} ({code})"
        return str(error)


_ADVICE = {
    "Security.AuthenticationRateLimit": "too many wrong passwords in a row. Correct "
    "NEO4J_PASSWORD, wait some seconds, and try again",
    "Security.CredentialsExpired": "the first password of user “{user}” has to be changed: log in "
    "to Neo4j Browser once, then set NEO4J_PASSWORD to the new one",
    "Security.Unauthorized": "wrong user or password. Set NEO4J_USERNAME (now “{user}”) and "
    "NEO4J_PASSWORD",
    "Security.Forbidden": "user “{user}” may not do this. Grant it reading and writing in database "
    "“{database}” and the creation of constraints and indexes, or use another user",
    "Database.DatabaseNotFound": "there is no database “{database}”. Correct NEO4J_DATABASE, or "
    "leave it out for the user's own",
    "General.DatabaseUnavailable": "database “{database}” is not running. Start it, or see the "
    "server's log for why it stopped",
    "ForbiddenOnReadOnlyDatabase": "database “{database}” takes no changes. Allow writing, or name "
    "another one",
    "OutOfMemory": "the change needs more memory than the server has. Give it a larger heap and "
    "repeat the change: `waypath neo4j stop`, then `waypath neo4j start --heap 4g`; with compose "
    "NEO4J_HEAP and NEO4J_MEMORY, elsewhere server.memory.heap.max_size. How much a map needs is "
    "in docs/neo4j.md",
    "OutOfDisk": "the server's disk is full. Make room and repeat the change",
    "Schema.ConstraintCreationFailed": "the database has nodes of another program that are called "
    "as Waypath's are. Give Waypath a database of its own",
    "Schema.ConstraintValidationFailed": "the database has nodes of another program that are "
    "called as Waypath's are. Give Waypath a database of its own",
}
"""What to do, by a part of the server's status code."""

_CONNECTION_ADVICE = {
    "looks like HTTP": "this is the port of Neo4j Browser. Name the Bolt port, which is 7687 "
    "unless it was changed",
    "CERTIFICATE_VERIFY_FAILED": "the server's certificate is not trusted: nobody vouches for it, "
    "it is for another name, or it has expired. Renew it, or write “+ssc” instead of “+s” if you "
    "trust the network",
    "encryption": "no encrypted connection. Leave “+s” out if the server has no certificate, or "
    "write “+ssc” if it has one that nobody vouches for",
    "DNS resolve": "no machine has this name. Correct the address",
}
"""What to do, by a part of what the driver says about a connection."""


def _checked(uri: str) -> str:
    """Return an address that the driver takes.

    Raises:
        StoreError: It is none.
    """
    try:
        parts = urlsplit(uri)
        _ = parts.port
    except ValueError as error:
        raise StoreError(f"“{uri}” is no address of a Neo4j server: {error}") from error
    if parts.username is not None or parts.password is not None:
        raise StoreError(
            "an address is shown to others, so it takes no user and no password. Set "
            "NEO4J_USERNAME and NEO4J_PASSWORD instead"
        )
    if not parts.hostname or parts.path.strip("/") or parts.query:
        raise StoreError(
            f"“{uri}” is no address of a Neo4j server. Write neo4j://HOST or neo4j://HOST:PORT; a "
            "database is named in NEO4J_DATABASE"
        )
    return uri


def _whole_story(error: BaseException | None) -> str:
    """Return what an error and its causes say."""
    if error is None:
        return ""
    inner = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    return "\n".join((str(error), *map(_whole_story, (error.__cause__, *inner))))

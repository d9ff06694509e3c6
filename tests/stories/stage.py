"""Servers for stories. Stories that begin with the same fixture share its result: it is played once and its data directory copied."""
import dataclasses
import pathlib
import shutil
import tempfile
import threading

import node as nodes
import player as players


@dataclasses.dataclass
class Template:
    """A data directory with a fixture played on it, and what a player of it knows."""
    work: pathlib.Path
    scopes: dict
    tokens: dict
    now_ms: int


class Stages:
    """Thread-safe. `close()` removes the templates."""

    def __init__(self, binary, library, validate):
        self.binary, self.library, self.validate = binary, library, validate
        self.templates, self.lock = {}, threading.Lock()
        self.merged, self.folder_lock = None, threading.Lock()

    def close(self):
        for template in self.templates.values():
            if isinstance(template, Template):
                shutil.rmtree(template.work, ignore_errors=True)
        if self.merged:
            shutil.rmtree(self.merged, ignore_errors=True)

    def node(self, work, pack):
        """A server in `work`; for a pack that only stories run the folder of packs is the product's with those beside them."""
        if pack not in self.library.overlays():
            return nodes.Node(self.binary, work, pack)
        with self.folder_lock:
            if self.merged is None:
                self.merged = pathlib.Path(tempfile.mkdtemp(prefix="story-packs-"))
                for item in [*(self.library.root / "rulepacks").iterdir(), *self.library.overlays().values()]:
                    (self.merged / item.name).symlink_to(item)
        return nodes.Node(self.binary, work, pack, self.merged)

    def open(self, document, work):
        """(server, player, steps of `given` still to play) for a story in the scratch folder `work`."""
        given = list(document.get("given") or [])
        server = self.node(work, document["pack"])
        start = str(document.get("start", players.DEFAULT_START))
        try:
            if given and set(given[0]) == {"use"}:
                player = self.copy(server, self.template(document["pack"], start, given.pop(0)))
            else:
                player = self.fresh(server, start)
        except BaseException:
            server.stop()
            raise
        return server, player, given

    def copy(self, server, template):
        shutil.copytree(template.work, server.work, dirs_exist_ok=True, ignore=shutil.ignore_patterns("server.log"))
        server.start(template.now_ms)
        player = players.Player(self.library, server, self.validate)
        player.scopes = {**template.scopes, **player.scopes}
        player.client.tokens.update(template.tokens)
        return player

    def fresh(self, server, start):
        once = server.init(start)
        server.start(start)
        player = players.Player(self.library, server, self.validate)
        player.client.passwords["admin"] = once
        return player

    def template(self, pack, start, step):
        key = (pack, start, step["use"])
        with self.lock:
            if key not in self.templates:
                try:
                    self.templates[key] = self.make(pack, start, step)
                except (players.Failure, RuntimeError) as fault:
                    self.templates[key] = fault
        made = self.templates[key]
        if isinstance(made, Exception):
            raise players.Failure(f"given: {made}")
        return made

    def make(self, pack, start, step):
        """Plays the fixture on a server of its own and signs everybody in, so that no story has to."""
        work = pathlib.Path(tempfile.mkdtemp(prefix="story-fixture-"))
        server, player = self.node(work, pack), None
        try:
            player = self.fresh(server, start)
            player.run([step], "given")
            for account in list(player.client.passwords):
                player.client.token(account)
            template = Template(work, player.scopes, player.client.tokens, player.now())
            if server.stop() != 0:
                raise players.Failure("the server did not stop cleanly\n" + server.tail())
            return template
        finally:
            if player:
                player.client.close()
            server.stop()

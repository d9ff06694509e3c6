#!/usr/bin/python3
"""Runs stories against real servers.  run.py [--filter TEXT] [-j N] [--check | --coverage] [--json FILE] [--binary PATH]

Format: stories/README.md. One server a story, in a scratch folder of its own; exit 1 when a story fails. Prints which rules are storied.
"""
import argparse
import concurrent.futures
import json
import pathlib
import shutil
import sys
import tempfile
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import client as http_client  # noqa: E402
import story as story_files  # noqa: E402
from player import Failure  # noqa: E402
from stage import Stages  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]


def run_story(path, library, stages):
    """Result of one story: {name, seconds, steps, error}; error is None when it passed."""
    name, begin, steps = path.relative_to(library.root).as_posix(), time.monotonic(), 0
    work = pathlib.Path(tempfile.mkdtemp(prefix="story-"))
    server, error = None, None
    try:
        document = library.story(path)
        server, player, given = stages.open(document, work)
        try:
            player.run(given, "given")
            player.run(document["steps"], "steps")
        finally:
            steps = player.steps
            player.client.close()
        code = server.stop()
        if code != 0:
            raise Failure(f"the server stopped with exit {code}\n{server.tail()}")
    except (Failure, story_files.StoryError, RuntimeError) as fault:
        error = str(fault)
    except Exception:  # pylint: disable=broad-except  # a fault of the runner is a failed story too, never a lost one
        error = traceback.format_exc()
    if server is not None:
        crashed = error and not server.alive()
        server.stop()
        if crashed:
            error += "\nThe server is gone; the end of its log:\n" + server.tail()
    shutil.rmtree(work, ignore_errors=True)
    return {"name": name, "seconds": round(time.monotonic() - begin, 2), "steps": steps, "error": error}


def run_all(files, library, stages, jobs):
    results = []
    try:
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            for future in concurrent.futures.as_completed([pool.submit(run_story, p, library, stages) for p in files]):
                results.append(future.result())
                done = results[-1]
                print(f"  {'FAIL' if done['error'] else 'ok  '} {done['name']} ({done['steps']} steps, {done['seconds']} s)", flush=True)
    finally:
        stages.close()
    return results


def check_only(files, library):
    results = []
    for path in files:
        error = None
        try:
            library.story(path)
        except story_files.StoryError as fault:
            error = str(fault)
        results.append({"name": path.relative_to(library.root).as_posix(), "seconds": 0, "steps": 0, "error": error})
    return results


def storied(files, library):
    """{pack: ids of the rules that its stories name}."""
    out = {}
    for path in files:
        try:
            document = library.story(path)
            out.setdefault(document["pack"], set()).update(document["rules"])
        except story_files.StoryError:
            continue
    return out


def refused(files, library):
    """Ids of the rules under which some story's step is refused."""
    out = set()
    for path in files:
        try:
            document = library.story(path)
        except story_files.StoryError:
            continue
        for step in [*(document.get("given") or []), *document["steps"]]:
            expect = step.get("expect") or {}
            if "call" in step and expect.get("status", 200) >= 400 and "rule" in expect:
                out.add(expect["rule"])
    return out


def untold(files, library):
    """What stories leave out, as results of failed stories {name, seconds, steps, error}: bound rules that none names, and rules that refuse, of packs
    built on another, under which none is refused. (A base's rules work through the packs on top, whose own rules a refusal cites first.)"""
    told, tried, out = set().union(*storied(files, library).values()), refused(files, library), []
    for pack in library.packs():
        unnamed = sorted(library.bound(pack) - told)
        untried = sorted(library.bound(pack, ("must", "principle")) - tried - set(unnamed)) if library.bases(pack) else []
        faults = [words + " ".join(ids) for words, ids in (("no story names ", unnamed), ("no story is refused under ", untried)) if ids]
        out.append({"name": f"rulepacks/{pack}", "seconds": 0, "steps": 0, "error": "; ".join(faults) or None})
    return out


def report(results, files, library):
    for pack, rules in sorted(storied(files, library).items()):
        known = library.rules(pack)
        print(f"{pack}: {len(rules)} of {len(known)} rules have a story: {' '.join(sorted(rules))}")
    failed = [r for r in results if r["error"]]
    print(f"stories: {len(results) - len(failed)} passed, {len(failed)} failed")
    return failed


def contract_check():
    """validate_response of tests/http/contract.py."""
    sys.path.insert(0, str(ROOT / "tests/http"))
    import contract  # pylint: disable=import-outside-toplevel
    return contract.validate_response


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--filter", default="", help="only files whose path contains this")
    parser.add_argument("-j", type=int, default=2, metavar="N", help="stories at a time")
    parser.add_argument("--check", action="store_true", help="only read and check the files")
    parser.add_argument("--coverage", action="store_true", help="only check that each bound rule has a story, and a refusal where it refuses")
    parser.add_argument("--json", metavar="FILE", help="write the results here")
    parser.add_argument("--binary", default=str(ROOT / "build/release/gongshu"), help="the gongshu program")
    options = parser.parse_args()
    library = story_files.Library(ROOT, http_client.operations(ROOT / "api/openapi.yaml"))
    files = library.stories(options.filter)
    if options.check:
        results = check_only(files, library)
    elif options.coverage:
        results = untold(files, library)
    else:
        results = run_all(files, library, Stages([str(pathlib.Path(options.binary).resolve())], library, contract_check()), max(1, options.j))
    for bad in (r for r in results if r["error"]):
        print(f"\n{bad['name']}\n  " + bad["error"].replace("\n", "\n  "))
    failed = report(results, files, library)
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(sorted(results, key=lambda r: r["name"]), ensure_ascii=False, indent=1), "utf-8")
    sys.exit(1 if failed or not results else 0)


if __name__ == "__main__":
    main()

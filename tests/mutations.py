#!/usr/bin/env python3
"""Changes the rules one place at a time and looks whether their plain tests notice (docs/mutations.md).

Works in a copy of the tree, so that no build of the checkout is touched. Ends with 0 only if every change that no test noticed is listed,
with its reason, in docs/mutations.md. With --by-hand only the changes of mutations_by_hand.py are tried.
"""

import collections
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from mutations_by_hand import CHANGES  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
LIST = ROOT / "docs" / "mutations.md"
OUT = ROOT / "tests" / "out" / "mutations"
TESTS = pathlib.Path("tests/Portal.Tests/bin/Release/net10.0")
TEXT_GENERATOR = "Microsoft.CodeAnalysis.ResxSourceGenerator"
UNNOTICED = ("Survived", "NoCoverage")


def main():
    with tempfile.TemporaryDirectory(prefix="portal-mutations-") as folder:
        tree = pathlib.Path(folder)
        copy(tree)
        unnoticed = try_by_hand(tree)
        if "--by-hand" in sys.argv:
            return 1 if unnoticed else 0
        write_texts_out(tree)
        run("dotnet", "tool", "restore", cwd=tree)
        run("dotnet", "stryker", "--skip-version-check", cwd=tree / "tests" / "Portal.Tests")
        report = next(tree.glob("tests/Portal.Tests/StrykerOutput/*/reports/mutation-report.json"))
        OUT.mkdir(parents=True, exist_ok=True)
        shutil.copy(report, OUT / "report.json")
    return 1 if judge(json.loads((OUT / "report.json").read_text(encoding="utf-8"))) or unnoticed else 0


def copy(tree):
    """What git knows of, and what is new and not ignored."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tree / name)
    subprocess.run(["git", "init", "-q"], cwd=tree, check=True)


def run(*command, cwd):
    environment = os.environ | {"PortalPlainRulesOnly": "true", "DOTNET_NOLOGO": "1", "DOTNET_CLI_TELEMETRY_OPTOUT": "1"}
    subprocess.run(command, cwd=cwd, env=environment, check=True, stdin=subprocess.DEVNULL)


def try_by_hand(tree):
    """The changes that no test noticed. First unchanged: what is red anyway notices nothing."""
    run("dotnet", "build", "tests/Portal.Tests", "-c", "Release", "-v", "q", "--nologo", "-clp:ErrorsOnly", cwd=tree)
    if not passes(tree):
        sys.exit("The plain tests of the rules fail, or do not build, without any change.")
    unnoticed = 0
    for name, before, after in CHANGES:
        file = tree / name
        source = file.read_text(encoding="utf-8")
        if source.count(before) != 1:
            sys.exit(f"{name} does not hold exactly once: {before}")
        file.write_text(source.replace(before, after), encoding="utf-8")
        build(tree)
        if passes(tree):
            unnoticed += 1
            print(f"Not noticed: {name}  {before}  ->  {after}")
        file.write_text(source, encoding="utf-8")
    print(f"{len(CHANGES)} changes by hand, {len(CHANGES) - unnoticed} noticed.")
    return unnoticed


def write_texts_out(tree):
    """The texts' classes as plain files: the tool runs the generator without what the build tells it, and gets each class twice."""
    run("dotnet", "build", "src/Portal", "-c", "Release", "--no-dependencies", "-v", "q", "--nologo", "-clp:ErrorsOnly", "--no-incremental",
        "-p:RunAnalyzers=false", "-p:EmitCompilerGeneratedFiles=true", "-p:CompilerGeneratedFilesOutputPath=obj/texts", cwd=tree)
    project = tree / "src" / "Portal"
    (project / "Texts").mkdir()
    for made in project.glob(f"obj/texts/{TEXT_GENERATOR}*/**/*.cs"):
        shutil.copy2(made, project / "Texts" / made.name)
    shutil.rmtree(project / "obj" / "texts")
    file = project / "Portal.csproj"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if TEXT_GENERATOR not in line), encoding="utf-8")


def build(tree):
    """Of the server alone. A change that does not build is a mistake of the list, not a change that was noticed."""
    run("dotnet", "build", "src/Portal", "-c", "Release", "--no-restore", "--no-dependencies", "-v", "q", "--nologo",
        "-clp:ErrorsOnly", "-p:RunAnalyzers=false", cwd=tree)
    shutil.copy2(tree / "src/Portal/bin/Release/net10.0/Portal.dll", tree / TESTS / "Portal.dll")


def passes(tree):
    return subprocess.run(
        ["dotnet", TESTS / "Portal.Tests.dll"], cwd=tree, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False).returncode == 0


def judge(report):
    listed, used, counts, unknown = equivalents(), set(), collections.Counter(), []
    for path, file in report["files"].items():
        for mutant in file["mutants"]:
            if mutant["status"] == "Ignored":
                continue
            counts[mutant["status"]] += 1
            if mutant["status"] in UNNOTICED:
                key = (pathlib.PurePath(path).name, text(original(file["source"], mutant["location"])), text(mutant["replacement"]))
                used.add(key)
                if key not in listed:
                    unknown.append((*key, mutant["location"]["start"]["line"]))
    tried = sum(counts.values()) - counts["CompileError"]
    print(f"{tried} mutations tried, {counts['Killed']} killed, {counts['Timeout']} never came to an end, "
          f"{sum(counts[status] for status in UNNOTICED)} not noticed; {counts['CompileError']} do not compile.")
    for name, before, after, line in unknown:
        print(f"Not noticed, and not in {LIST.name}: {name}:{line}  {before}  ->  {after}")
    for name, before, after in sorted(listed - used):
        print(f"In {LIST.name}, but noticed or gone: {name}  {before}  ->  {after}")
    return 1 if unknown or listed != used else 0


def original(source, location):
    lines = source.replace("\r\n", "\n").split("\n")
    (first, start), (last, end) = ((location[side]["line"] - 1, location[side]["column"] - 1) for side in ("start", "end"))
    if first == last:
        return lines[first][start:end]
    return "\n".join([lines[first][start:], *lines[first + 1:last], lines[last][:end]])


def equivalents():
    """The rows of the table: file, what it says, what it could say as well, why."""
    rows = (re.split(r"(?<!\\)\|", line) for line in LIST.read_text(encoding="utf-8").splitlines() if re.match(r"\| `?\w+\.cs", line))
    return {(row[1].strip().strip("`"), code(row[2]), code(row[3])) for row in rows}


def code(cell):
    return text(cell.strip().removeprefix("`").removesuffix("`").replace("\\|", "|"))


def text(code_text):
    return re.sub(r"\s+", "", code_text)


if __name__ == "__main__":
    sys.exit(main())

"""The Python check, the verbs that need nothing, and when the environment is remade."""

import ast
import sys
from pathlib import Path

import pytest

from development.verbs import PROGRAM as OURS
from early_years import bootstrap
from early_years.__main__ import version_complaint
from early_years.environment import here
from early_years.verbs import PROGRAM


@pytest.fixture
def project(tmp_path):
    """A folder with requirements and a finished environment."""
    (tmp_path / "requirements.txt").write_text("a==1\n", encoding="utf-8")
    (tmp_path / "requirements-dev.txt").write_text("a==1\nb==2\n", encoding="utf-8")
    python = bootstrap.environment_python(tmp_path)
    python.parent.mkdir(parents=True)
    python.touch()
    stamp = bootstrap.stamp_text(tmp_path)
    bootstrap.stamp_path(tmp_path).write_text(stamp, encoding="utf-8", newline="\n")
    return tmp_path


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 7), (3, 13, 1)])
def test_a_python_that_will_do_is_not_complained_about(version):
    assert version_complaint(version, "python") is None


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 10, 9), (3, 14, 0)])
def test_another_python_is_told_what_was_found_and_what_to_do(version):
    complaint = version_complaint(version, "/usr/bin/python")
    assert "needs Python 3.11, 3.12 or 3.13" in complaint
    assert "Found Python {}.{} at /usr/bin/python".format(*version) in complaint
    assert "make build PYTHON=python3.12" in complaint


def test_old_pythons_can_read_the_file_that_tells_them():
    source = (here().root / "early_years" / "__main__.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 4))
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Match)
    assert not [node for node in ast.walk(tree) if isinstance(node, newer)]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert not [node for node in functions if node.returns]


def test_a_finished_environment_is_current(project):
    assert bootstrap.is_current(project)


def test_line_ends_of_the_requirements_do_not_matter(project):
    (project / "requirements.txt").write_bytes(b"a==1\r\n")
    assert bootstrap.is_current(project)


def test_new_requirements_make_it_stale(project):
    (project / "requirements.txt").write_text("a==2\n", encoding="utf-8")
    assert not bootstrap.is_current(project)


def test_another_python_makes_it_stale(project, monkeypatch):
    monkeypatch.setattr(bootstrap.platform, "python_version", lambda: "3.12.0")
    assert not bootstrap.is_current(project)


def test_an_interrupted_install_is_done_again(project, monkeypatch):
    (project / "requirements.txt").write_text("a==2\n", encoding="utf-8")
    asked = []

    def fail_at_install(command, *_, **__):
        asked.append(command)
        if "install" in command:
            raise bootstrap.InstallError("The line was cut.")

    monkeypatch.setattr(bootstrap, "_run", fail_at_install)
    with pytest.raises(bootstrap.InstallError):
        bootstrap.make_environment(project)
    assert not bootstrap.is_current(project)
    assert not bootstrap.stamp_path(project).exists()

    monkeypatch.setattr(bootstrap, "_run", lambda command, *_, **__: _touch(project))
    bootstrap.make_environment(project)
    assert bootstrap.is_current(project)
    assert asked[0][1:] == ["-m", "venv", ".venv"]
    # uv could not be had, and pip was asked for the packages themselves.
    locks = ("requirements-uv.txt", "requirements.txt")
    for command, lock in zip(asked[1:], locks, strict=True):
        assert command[1:3] == ["-m", "pip"] and command[-1] == lock
        assert "--require-hashes" in command and "--no-deps" in command


def test_uv_installs_where_it_can_be_had(project, monkeypatch):
    asked = []

    def run(command, *_, **__):
        asked.append(command)
        _touch(project)

    monkeypatch.setattr(bootstrap, "_run", run)
    bootstrap.make_environment(project)
    assert asked[2][2] == "uv" and asked[2][-1] == "requirements.txt"
    assert "--require-hashes" in asked[2] and "--compile-bytecode" in asked[2]
    assert asked[3][-1] == "check" and len(asked) == 4


def test_packages_for_developers_come_with_the_first_verb_that_needs_them(
    project, monkeypatch
):
    asked = []
    monkeypatch.delenv(bootstrap.OWN_ENVIRONMENT, raising=False)
    monkeypatch.setattr(
        bootstrap, "_run", lambda command, *_, **__: asked.append(command)
    )
    monkeypatch.setattr(bootstrap.subprocess, "call", lambda *_, **__: 0)
    assert bootstrap.main(PROGRAM, ["build"], str(project)) == 0
    assert asked == []
    assert bootstrap.main(PROGRAM, ["lint"], str(project)) == 0
    assert [command[-1] for command in asked] == [
        *("requirements-uv.txt", "requirements-dev.txt", "check")
    ]
    assert bootstrap.is_current(project, bootstrap.DEVELOPER)
    assert bootstrap.main(PROGRAM, ["test"], str(project)) == 0
    assert bootstrap.main(OURS, ["bench"], str(project)) == 0
    assert len(asked) == 3
    # What the tool itself needs makes all of it anew.
    (project / "requirements.txt").write_text("a==2\n", encoding="utf-8")
    assert not bootstrap.is_current(project)


def test_what_a_council_runs_is_part_of_what_developers_install():
    def pins(name):
        lines = (here().root / name).read_text(encoding="utf-8").splitlines()
        return {line.rstrip(" \\") for line in lines if "==" in line}

    assert pins("requirements.txt") < pins("requirements-dev.txt")
    locks = sorted(here().root.glob("requirements*.txt"))
    assert len(locks) > 3
    assert [lock.name for lock in locks if "://" in lock.read_text("utf-8")] == []


def test_a_failed_step_shows_its_last_lines(tmp_path):
    command = [sys.executable, "-c", "print('no such host'); raise SystemExit(1)"]
    with pytest.raises(bootstrap.InstallError) as refusal:
        bootstrap._run(command, tmp_path, "installing the packages")
    assert "Installing the packages failed" in str(refusal.value)
    assert "  no such host" in str(refusal.value)


def test_a_python_without_venv_is_told_what_to_install(project, monkeypatch):
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(bootstrap.InstallError, match="apt install python3-venv"):
        bootstrap.make_environment(project)


def test_help_lists_the_verbs_and_needs_nothing(tmp_path, capsys):
    assert bootstrap.main(PROGRAM, ["--help"], str(tmp_path)) == 0
    said = capsys.readouterr().out
    assert "build" in said and "Check the extracts" in said


def test_the_makers_have_verbs_of_their_own(tmp_path, capsys):
    assert bootstrap.main(OURS, ["--help"], str(tmp_path)) == 0
    assert "python -m development VERB" in capsys.readouterr().out
    assert bootstrap.main(PROGRAM, ["bench"], str(tmp_path)) == 2


def test_what_a_council_runs_imports_nothing_of_ours():
    for path in (here().root / "early_years").rglob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        names = [
            *(node.module for node in nodes if isinstance(node, ast.ImportFrom)),
            *(
                one.name
                for node in nodes
                if isinstance(node, ast.Import)
                for one in node.names
            ),
        ]
        assert not [name for name in names if (name or "").startswith("development")]


def test_an_unknown_verb_gets_a_suggestion(tmp_path, capsys):
    assert bootstrap.main(PROGRAM, ["biuld"], str(tmp_path)) == 2
    assert "Did you mean build?" in capsys.readouterr().err


def test_clean_removes_what_was_built_and_nothing_that_landed(tmp_path, capsys):
    for name in ("target/manifest.json", "data/exports/a.csv", "data/landing/real.csv"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert bootstrap.main(PROGRAM, ["clean"], str(tmp_path)) == 0
    assert capsys.readouterr().out == "Removed: data/exports, target.\n"
    left = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert left == ["real.csv"]


def _touch(project: Path) -> None:
    python = bootstrap.environment_python(project)
    python.parent.mkdir(parents=True, exist_ok=True)
    python.touch()

"""The program in pipes: Spark's, GNU parallel's, those of xargs. All give what one call gives."""

import json
import os
import shlex
import shutil
import subprocess

import pytest
from conftest import ARTICLES, ROOT, day

PROGRAM = os.environ.get("FACTBOX", str(ROOT / "target" / "release" / "factbox"))
STREAM = [PROGRAM, "--input-format", "jsonl", "--format", "jsonl"]


@pytest.fixture(scope="module")
def lines():
    records = [{"id": path.stem, "date": day(path), "text": path.read_bytes().decode()} for path in ARTICLES] * 3
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.fixture(scope="module")
def expected(lines):
    return subprocess.run(STREAM, input=lines.encode(), capture_output=True, check=True).stdout.decode()


def test_spark_pipes_records_through_the_program(lines, expected):
    pyspark = pytest.importorskip("pyspark")
    builder = pyspark.sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate()
    schema = "id string, date string, text string"
    articles = spark.createDataFrame([json.loads(line) for line in lines.splitlines()], schema).repartition(4)
    piped = articles.toJSON().pipe(shlex.join(STREAM)).collect()
    spark.stop()
    assert sorted(piped) == sorted(expected.splitlines())


@pytest.mark.skipif(not shutil.which("parallel"), reason="GNU parallel is not here")
def test_parallel_keeps_the_order(lines, expected):
    command = ["parallel", "--pipe", "--block", "20k", "--keep-order", "-j", "2", shlex.join(STREAM)]
    assert subprocess.run(command, input=lines.encode(), capture_output=True, check=True).stdout.decode() == expected


@pytest.mark.skipif(not shutil.which("xargs"), reason="xargs is not here")
def test_xargs_hands_on_files():
    names = "\0".join(map(str, ARTICLES)).encode()
    command = ["xargs", "-0", "-n", "5", PROGRAM, "--format", "jsonl"]
    piped = subprocess.run(command, input=names, capture_output=True, check=True).stdout.decode()
    once = subprocess.run([PROGRAM, "--format", "jsonl", *ARTICLES], capture_output=True, check=True).stdout.decode()
    assert piped == once

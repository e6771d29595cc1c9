"""Facts of an archive in Parquet, on Spark: tables of facts by month, and three questions to them.

    spark-submit facts.py ARTICLES FACTS

ARTICLES: Parquet with columns `url`, `published` (a date) and `body`. FACTS: the folder that the tables go to.
"""

import sys

from factbox.spark import SCHEMAS, analyze
from pyspark.sql import DataFrame, SparkSession

QUESTIONS = {
    "Who was quoted most": """
        select speaker_name, count(*) as quotes, count(distinct source) as articles
        from quotes where speaker_name is not null
        group by speaker_name order by quotes desc, speaker_name limit 10""",
    "Figures by unit": """
        select kind, unit, count(*) as figures, max(value) as largest
        from figures group by kind, unit order by figures desc, kind, unit limit 10""",
    "Countries by week": """
        select date_trunc('week', published) as week, name, count(*) as mentions
        from mentions where type = 'country'
        group by week, name order by week, mentions desc, name limit 10""",
}


def write(facts: dict[str, DataFrame], folder: str) -> None:
    """Writes each table as Parquet, in a folder a month; articles without a day go to the month of none."""
    for name in SCHEMAS:
        months = facts[name].selectExpr("*", "date_format(published, 'yyyy-MM') as month")
        months.write.mode("overwrite").partitionBy("month").parquet(f"{folder}/{name}")
    facts["failures"].write.mode("overwrite").parquet(f"{folder}/failures")


def main(articles: str, folder: str) -> None:
    spark = SparkSession.builder.appName("factbox").getOrCreate()
    facts = analyze(spark.read.parquet(articles), text="body", id="url", date="published")
    write(facts, folder)
    facts["reports"].unpersist()
    for name in SCHEMAS:
        spark.read.parquet(f"{folder}/{name}").createOrReplaceTempView(name)
    for question, sql in QUESTIONS.items():
        print(question)
        spark.sql(sql).show(truncate=False)
    spark.stop()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])

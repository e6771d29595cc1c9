//! Reports as Arrow tables, handed to Python through the Arrow C stream interface: pyarrow, pandas, Polars and DuckDB
//! read the same memory. The tables are those of [`factbox::tables`].

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::builder::{Date32Builder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{ArrayRef, RecordBatch, RecordBatchIterator};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use factbox::Report;
use factbox::tables::{Cell, Column, ColumnKind, Row, Table};
use jiff::civil::{Date, date};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

/// Most JSON that goes into one record batch, so that no string column passes the 2 GiB that its offsets can count.
const BATCH_BYTES: usize = 256 << 20;

/// The tables that Python gets: the four kinds of entities are one table there.
pub const TABLES: [Table; 6] =
    [Table::Articles, Table::Entities, Table::Mentions, Table::Quotes, Table::Figures, Table::Dates];

/// A table of facts in Arrow's memory layout. Anything that reads the Arrow C stream interface takes it as it is:
/// `pyarrow.table(it)`, `polars.DataFrame(it)`, `duckdb.from_arrow(pyarrow.table(it))`.
#[pyclass(frozen, module = "factbox")]
pub struct ArrowTable {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

#[pymethods]
impl ArrowTable {
    /// The table as a stream of record batches; see Arrow's PyCapsule interface.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface lets a producer that has but one form ignore what was asked for.
        let _ = requested_schema;
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, self.schema.clone());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }

    /// The columns; see Arrow's PyCapsule interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref()).map_err(fault)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __repr__(&self) -> String {
        let columns: Vec<&str> = self.schema.fields().iter().map(|field| field.name().as_str()).collect();
        format!("<ArrowTable of {} rows: {}>", self.__len__(), columns.join(", "))
    }
}

/// The tables of some reports, given as JSON, by name.
#[pyfunction]
pub fn tables(py: Python<'_>, reports: Vec<String>) -> PyResult<BTreeMap<&'static str, ArrowTable>> {
    py.detach(|| {
        let mut tables: BTreeMap<_, _> = TABLES.iter().map(|table| (table.name(), ArrowTable::empty(*table))).collect();
        for reports in batches(&reports) {
            let read = reports.iter().map(|report| serde_json::from_str(report)).collect::<Result<Vec<Report>, _>>();
            let reports = read.map_err(fault)?;
            for table in TABLES {
                let batch = batch(table, &reports).map_err(fault)?;
                tables.entry(table.name()).or_insert_with(|| ArrowTable::empty(table)).batches.push(batch);
            }
        }
        Ok(tables)
    })
}

impl ArrowTable {
    fn empty(table: Table) -> Self {
        Self { schema: schema(table), batches: Vec::new() }
    }
}

fn schema(table: Table) -> SchemaRef {
    let field = |column: &Column| {
        let kind = match column.kind {
            ColumnKind::Text => DataType::Utf8,
            ColumnKind::Day => DataType::Date32,
            ColumnKind::Integer => DataType::Int64,
            ColumnKind::Number => DataType::Float64,
        };
        Field::new(column.name, kind, true)
    };
    Arc::new(Schema::new(table.columns().iter().map(field).collect::<Vec<_>>()))
}

/// Cuts the reports into runs that fit a batch.
fn batches(reports: &[String]) -> Vec<&[String]> {
    let mut bytes = 0;
    let cut = |_: &String, next: &String| {
        bytes += next.len();
        let fits = bytes < BATCH_BYTES;
        bytes = if fits { bytes } else { next.len() };
        fits
    };
    reports.chunk_by(cut).collect()
}

fn batch(table: Table, reports: &[Report]) -> Result<RecordBatch, ArrowError> {
    let rows: Vec<Row> = reports.iter().flat_map(|report| table.rows(report)).collect();
    let columns = table.columns().iter().enumerate();
    let arrays = columns.map(|(at, column)| array(column.kind, rows.iter().map(|row| &row[at]))).collect();
    RecordBatch::try_new(schema(table), arrays)
}

fn array<'r>(kind: ColumnKind, cells: impl Iterator<Item = &'r Cell<'r>>) -> ArrayRef {
    match kind {
        ColumnKind::Text => {
            let mut builder = StringBuilder::new();
            cells.for_each(|cell| builder.append_option(text(cell)));
            Arc::new(builder.finish())
        }
        ColumnKind::Day => {
            let mut builder = Date32Builder::new();
            cells.for_each(|cell| builder.append_option(text(cell).and_then(days)));
            Arc::new(builder.finish())
        }
        ColumnKind::Integer => {
            let mut builder = Int64Builder::new();
            cells.for_each(|cell| builder.append_option(integer(cell)));
            Arc::new(builder.finish())
        }
        ColumnKind::Number => {
            let mut builder = Float64Builder::new();
            cells.for_each(|cell| builder.append_option(number(cell)));
            Arc::new(builder.finish())
        }
    }
}

fn text<'r>(cell: &'r Cell<'_>) -> Option<&'r str> {
    if let Cell::Text(text) = cell { Some(text) } else { None }
}

fn integer(cell: &Cell) -> Option<i64> {
    if let Cell::Integer(count) = cell { i64::try_from(*count).ok() } else { None }
}

fn number(cell: &Cell) -> Option<f64> {
    if let Cell::Number(number) = cell { number.as_f64() } else { None }
}

/// Days since 1 January 1970.
fn days(day: &str) -> Option<i32> {
    let day: Date = day.parse().ok()?;
    day.since(date(1970, 1, 1)).ok().map(|span| span.get_days())
}

fn fault(error: impl ToString) -> PyErr {
    PyValueError::new_err(error.to_string())
}

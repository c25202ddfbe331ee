using System.Globalization;
using Microsoft.Data.Sqlite;
using ShopActors.Sqlite;

namespace ShopActors.PaymentSimulator;

/// <summary>The provider's tables and the statements on them, for one connection.</summary>
internal sealed class SimulatorTables : IDisposable
{
    // "paym" in ASCII.
    private const int ApplicationId = 0x7061796D;

    private const string OperationColumns =
        "sequence, key, at, kind, payment, \"order\", amount, currency, token, outcome, code";

    private const string ChargeColumns =
        "payment, \"order\", currency, token, authorised, captured, refunded, captures, voided";

    private readonly SqliteStatement _find;
    private readonly SqliteStatement _findCharge;
    private readonly SqliteStatement _add;
    private readonly SqliteStatement _addCharge;
    private readonly SqliteStatement _addName;
    private readonly SqliteStatement _setCharge;
    private readonly SqliteStatement _setOutcome;
    private readonly SqliteStatement _page;
    private readonly SqliteStatement _chargePage;

    /// <summary>
    /// Keys and payment ids come in random order, and each change of a random page costs as much as the rest of an
    /// operation. So one tree alone holds both, and as a key begins with its payment's id, they share a page. The other
    /// tables only grow at their end, where the charges in use are as well.
    /// </summary>
    public static readonly SqliteSchema Schema = new(
        ApplicationId,
        """
        CREATE TABLE operation(
            sequence INTEGER PRIMARY KEY, -- from 1, without gaps: the order in which they were executed
            key      TEXT    NOT NULL,    -- the caller's idempotency key
            at       INTEGER NOT NULL,    -- Unix milliseconds
            kind     INTEGER NOT NULL,    -- 0 authorise, 1 capture, 2 void, 3 refund
            payment  TEXT    NOT NULL,
            "order"  TEXT    NOT NULL,
            amount   INTEGER NOT NULL,    -- minor units
            currency TEXT    NOT NULL,
            token    TEXT,
            outcome  INTEGER NOT NULL,    -- 0 succeeded, 1 declined, 2 refused, 3 waits for the payer, 4 takes a while
            code     TEXT                 -- why it was declined or refused
        ) STRICT;
        CREATE TABLE charge(
            id         INTEGER PRIMARY KEY,
            payment    TEXT    NOT NULL,
            "order"    TEXT    NOT NULL,
            currency   TEXT    NOT NULL,
            token      TEXT,
            authorised INTEGER NOT NULL,  -- minor units, as are the next two
            captured   INTEGER NOT NULL,
            refunded   INTEGER NOT NULL,
            captures   INTEGER NOT NULL,
            voided     INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE name(
            text       TEXT    NOT NULL,
            is_payment INTEGER NOT NULL,  -- 0: an operation's key, 1: a payment's id
            row        INTEGER NOT NULL,  -- the operation's sequence, or the charge's id
            PRIMARY KEY (text, is_payment)
        ) STRICT, WITHOUT ROWID;
        """);

    public SimulatorTables(SqliteDatabase database)
    {
        Connection = database.Connect();
        SqliteStatement Prepare(string sql) => new(Connection, sql);
        _find = Prepare(
            $"SELECT {OperationColumns} FROM name JOIN operation ON sequence = row WHERE text = ?1 AND is_payment = 0");
        _findCharge = Prepare(
            $"SELECT {ChargeColumns} FROM name JOIN charge ON id = row WHERE text = ?1 AND is_payment = 1");
        _add = Prepare(
            $"INSERT INTO operation({OperationColumns}) VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
        _addCharge = Prepare($"INSERT INTO charge({ChargeColumns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
        _addName = Prepare("INSERT INTO name(text, is_payment, row) VALUES (?1, ?2, ?3)");
        _setCharge = Prepare(
            """
            UPDATE charge SET authorised = ?2, captured = ?3, refunded = ?4, captures = ?5, voided = ?6
            WHERE id = (SELECT row FROM name WHERE text = ?1 AND is_payment = 1)
            """);
        _setOutcome = Prepare("UPDATE operation SET outcome = ?2, code = ?3 WHERE sequence = ?1");
        _page = Prepare($"SELECT {OperationColumns} FROM operation WHERE sequence > ?1 ORDER BY sequence LIMIT ?2");
        _chargePage = Prepare(
            $"""
            SELECT {ChargeColumns} FROM name JOIN charge ON id = row
            WHERE text > ifnull(?1, '') AND is_payment = 1 AND (?2 IS NULL OR "order" = ?2) ORDER BY text LIMIT ?3
            """);
    }

    public SqliteConnection Connection { get; }

    public LogEntry? Find(string key) => _find.Bind(1, key).Rows(ToEntry).SingleOrDefault();

    public Charge? FindCharge(string payment) => _findCharge.Bind(1, payment).Rows(ToCharge).SingleOrDefault();

    /// <summary>Adds an operation with the next sequence number.</summary>
    public LogEntry Add(Operation operation, DateTimeOffset at, OperationOutcome outcome, string? code)
    {
        var milliseconds = at.ToUnixTimeMilliseconds();
        _add.Bind(1, operation.Key).Bind(2, milliseconds).Bind(3, (long)operation.Kind).Bind(4, operation.Payment)
            .Bind(5, operation.Order).Bind(6, operation.Amount).Bind(7, operation.Currency).Bind(8, operation.Token)
            .Bind(9, (long)outcome).Bind(10, code)
            .Run();
        var sequence = _add.LastKey;
        AddName(operation.Key, isPayment: false, sequence);
        return new LogEntry(
            sequence, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), operation.Kind, operation.Key,
            operation.Payment, operation.Order, operation.Amount, operation.Currency, operation.Token, outcome, code,
            Reference(sequence));
    }

    public void Add(Charge charge)
    {
        _addCharge.Bind(1, charge.Payment).Bind(2, charge.Order).Bind(3, charge.Currency).Bind(4, charge.Token)
            .Bind(5, charge.Authorised).Bind(6, charge.Captured).Bind(7, charge.Refunded).Bind(8, charge.Captures)
            .Bind(9, charge.Voided ? 1 : 0)
            .Run();
        AddName(charge.Payment, isPayment: true, _addCharge.LastKey);
    }

    public void Update(Charge charge) => _setCharge
        .Bind(1, charge.Payment).Bind(2, charge.Authorised).Bind(3, charge.Captured).Bind(4, charge.Refunded)
        .Bind(5, charge.Captures).Bind(6, charge.Voided ? 1 : 0)
        .Run();

    /// <summary>Ends an operation that waited for the payer or took a while.</summary>
    public LogEntry End(LogEntry entry, OperationOutcome outcome, string? code)
    {
        _setOutcome.Bind(1, entry.Sequence).Bind(2, (long)outcome).Bind(3, code).Run();
        return entry with { Outcome = outcome, Code = code };
    }

    public List<LogEntry> ReadLog(long after, int max) => _page.Bind(1, after).Bind(2, max).Rows(ToEntry);

    public List<Charge> ReadCharges(string? after, string? order, int max) =>
        _chargePage.Bind(1, after).Bind(2, order).Bind(3, max).Rows(ToCharge);

    public void Dispose()
    {
        foreach (var statement in (SqliteStatement[])
            [_find, _findCharge, _add, _addCharge, _addName, _setCharge, _setOutcome, _page, _chargePage])
        {
            statement.Dispose();
        }

        Connection.Dispose();
    }

    private void AddName(string text, bool isPayment, long row) =>
        _addName.Bind(1, text).Bind(2, isPayment ? 1 : 0).Bind(3, row).Run();

    private static string Reference(long sequence) => string.Create(CultureInfo.InvariantCulture, $"sim_{sequence:D8}");

    private static LogEntry ToEntry(SqliteStatement row) => new(
        row.Long(0), DateTimeOffset.FromUnixTimeMilliseconds(row.Long(2)), (OperationKind)row.Long(3), row.Text(1),
        row.Text(4), row.Text(5), row.Long(6), row.Text(7), row.TextOrNull(8), (OperationOutcome)row.Long(9),
        row.TextOrNull(10), Reference(row.Long(0)));

    private static Charge ToCharge(SqliteStatement row) => new(
        row.Text(0), row.Text(1), row.Text(2), row.TextOrNull(3), row.Long(4), row.Long(5), row.Long(6),
        (int)row.Long(7), row.Long(8) != 0);
}

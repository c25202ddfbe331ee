using System.Net.Sockets;
using Npgsql;
using ShopActors.Storage.Postgres;

namespace ShopActors.Storage.Tests.Postgres;

public sealed class PostgresErrorsTests
{
    [Theory]
    [InlineData("53100", JournalStoreFailure.Full)]
    [InlineData("53400", JournalStoreFailure.Full)]
    [InlineData("53200", JournalStoreFailure.Unavailable)]
    [InlineData("53300", JournalStoreFailure.Unavailable)]
    [InlineData("40001", JournalStoreFailure.Unavailable)]
    [InlineData("40P01", JournalStoreFailure.Unavailable)]
    [InlineData("55P03", JournalStoreFailure.Unavailable)]
    [InlineData("57P03", JournalStoreFailure.Unavailable)]
    [InlineData("57014", JournalStoreFailure.Unavailable)]
    [InlineData("25006", JournalStoreFailure.Unavailable)]
    [InlineData("57P01", JournalStoreFailure.OutcomeUnknown)]
    [InlineData("57P02", JournalStoreFailure.OutcomeUnknown)]
    [InlineData("58030", JournalStoreFailure.OutcomeUnknown)]
    [InlineData("XX000", JournalStoreFailure.OutcomeUnknown)]
    [InlineData("0A000", JournalStoreFailure.OutcomeUnknown)]
    [InlineData("XX001", JournalStoreFailure.Corrupt)]
    [InlineData("XX002", JournalStoreFailure.Corrupt)]
    [InlineData("23505", JournalStoreFailure.Corrupt)]
    [InlineData("28P01", JournalStoreFailure.Misconfigured)]
    [InlineData("3D000", JournalStoreFailure.Misconfigured)]
    [InlineData("42P01", JournalStoreFailure.Misconfigured)]
    [InlineData("42501", JournalStoreFailure.Misconfigured)]
    [InlineData("54000", JournalStoreFailure.TooLarge)]
    [InlineData("22021", JournalStoreFailure.TooLarge)]
    public void Translate_ServerError_SaysWhatItMeansForAnAppend(string sqlState, JournalStoreFailure expected) =>
        Assert.Equal(expected, PostgresErrors.Translate(Error(sqlState), JournalStoreFailure.OutcomeUnknown).Failure);

    [Theory]
    [InlineData("57P01")]
    [InlineData("XX000")]
    public void Translate_ServerErrorInDoubt_IsUnavailableForAReading(string sqlState) =>
        Assert.Equal(
            JournalStoreFailure.Unavailable,
            PostgresErrors.Translate(Error(sqlState), JournalStoreFailure.Unavailable).Failure);

    [Fact]
    public void Translate_LostConnectionOrTimeout_IsInDoubt()
    {
        Exception[] errors =
        [
            new NpgsqlException("lost", new IOException()),
            new NpgsqlException("late", new TimeoutException()),
            new OperationCanceledException(),
            new SocketException(),
        ];
        Assert.All(errors, static error =>
        {
            Assert.Equal(
                JournalStoreFailure.OutcomeUnknown,
                PostgresErrors.Translate(error, JournalStoreFailure.OutcomeUnknown).Failure);
            Assert.Equal(
                JournalStoreFailure.Unavailable,
                PostgresErrors.Translate(error, JournalStoreFailure.Unavailable).Failure);
            Assert.False(PostgresErrors.KeepsConnection(error));
        });
    }

    [Fact]
    public void Translate_SeveralHosts_SaysWhatNeedsAnOperatorFirst()
    {
        var error = new NpgsqlException("none", new AggregateException(
            new SocketException(), new JournalStoreException(JournalStoreFailure.Regressed, "old")));
        Assert.Equal(
            JournalStoreFailure.Regressed, PostgresErrors.Translate(error, JournalStoreFailure.Unavailable).Failure);
    }

    [Theory]
    [InlineData("ERROR", "53100", true)]
    [InlineData("ERROR", "57014", true)]
    [InlineData("ERROR", "40P01", true)]
    [InlineData("ERROR", "25006", false)]
    [InlineData("ERROR", "XX000", false)]
    [InlineData("FATAL", "53100", false)]
    [InlineData("FATAL", "57P01", false)]
    public void KeepsConnection_OnlyWhereTheStatementAloneWasRefused(string severity, string sqlState, bool expected) =>
        Assert.Equal(expected, PostgresErrors.KeepsConnection(Error(sqlState, severity)));

    private static PostgresException Error(string sqlState, string severity = "ERROR") =>
        new("an error", severity, severity, sqlState);
}

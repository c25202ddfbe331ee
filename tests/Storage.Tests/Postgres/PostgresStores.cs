using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ShopActors.Storage.Postgres;

namespace ShopActors.Storage.Tests.Postgres;

/// <summary>Makes stores and appends, and waits for what must come.</summary>
internal static class PostgresStores
{
    public static PostgresJournalStore Create(string connectionString, TimeSpan? timeout = null, int batchMax = 256) =>
        new(
            new()
            {
                ConnectionString = connectionString,
                Timeout = timeout ?? TimeSpan.FromSeconds(10),
                BatchMax = batchMax,
            },
            TimeProvider.System,
            NullLogger<PostgresJournalStore>.Instance);

    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static IEnumerable<string> Texts(this JournalContent content) =>
        content.Events.Select(static e => Encoding.UTF8.GetString(e.Span));

    /// <summary>The first append of a writer to a journal as it was read.</summary>
    public static JournalAppend First(JournalId id, JournalContent read, long writer, params string[] events) =>
        new(id, read.Version, read.Writer, writer, [.. events.Select(Bytes)], default, WakeUp.Keep);

    /// <summary>A later append of the same writer.</summary>
    public static JournalAppend Next(JournalId id, long version, long writer, params string[] events) =>
        new(id, version, writer, writer, [.. events.Select(Bytes)], default, WakeUp.Keep);

    public static async Task<JournalStoreFailure> FailureAsync(Func<Task> action) =>
        (await Assert.ThrowsAnyAsync<JournalStoreException>(action)).Failure;

    /// <summary>Repeats while the store says that trying again may help.</summary>
    public static Task<T> RetryAsync<T>(Func<Task<T>> action) =>
        EventuallyAsync(async () =>
        {
            try
            {
                return (true, await action());
            }
            catch (JournalStoreException e) when (e is { IsTransient: true, Failure: not JournalStoreFailure.Conflict })
            {
                return (false, default!);
            }
        });

    public static Task<T> EventuallyAsync<T>(Func<Task<T>> get, Func<T, bool> isThere) =>
        EventuallyAsync(async () =>
        {
            var value = await get();
            return (isThere(value), value);
        });

    private static async Task<T> EventuallyAsync<T>(Func<Task<(bool IsThere, T Value)>> attempt)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var count = 0; count < 1000; count++)
        {
            if (await attempt() is (true, var value)) return value;

            await timer.WaitForNextTickAsync();
        }

        throw new TimeoutException("It did not come in 1000 attempts.");
    }
}

using System.Text.Json;
using ShopActors.Storage;

namespace ShopActors.TestKit;

/// <summary>One writer of a journal, as an activation is one: what it read, and what its next append expects.</summary>
internal sealed class JournalOwner(JournalId id, long version, long lastWriter)
{
    private readonly long _writer = JournalWriter.Draw();

    public JournalId Id => id;

    public long Version { get; private set; } = version;

    public long LastWriter { get; private set; } = lastWriter;

    public static async Task<JournalOwner> ReadAsync(IJournalStore store, JournalId id)
    {
        var content = await store.ReadAsync(id).ConfigureAwait(false);
        return new(id, content.Version, content.Writer);
    }

    /// <summary>The text that <see cref="Next(string[])"/> made an event of.</summary>
    public static string TextOf(ReadOnlyMemory<byte> e) => JsonSerializer.Deserialize<string>(e.Span)!;

    /// <summary>The next append, with texts as events.</summary>
    public JournalAppend Next(params string[] events) =>
        Next([.. events.Select(text => (ReadOnlyMemory<byte>)JsonSerializer.SerializeToUtf8Bytes(text))]);

    /// <summary>The next append.</summary>
    public JournalAppend Next(
        IReadOnlyList<ReadOnlyMemory<byte>> events, ReadOnlyMemory<byte> snapshot = default, WakeUp wakeUp = default) =>
        new(id, Version, LastWriter, _writer, events, snapshot, wakeUp);

    /// <summary>Takes for certain that an append has been, or will be, written.</summary>
    public JournalAppend Take(JournalAppend append)
    {
        (Version, LastWriter) = (append.NewVersion, append.Writer);
        return append;
    }

    /// <summary>Appends, and goes on from there once it is durable.</summary>
    public async Task<long> AppendAsync(IJournalStore store, JournalAppend append)
    {
        var version = await store.AppendAsync(append).ConfigureAwait(false);
        Take(append);
        return version;
    }
}

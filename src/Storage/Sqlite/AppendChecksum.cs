using System.IO.Hashing;

namespace ShopActors.Storage.Sqlite;

/// <summary>
/// The checksum of a stored append: XxHash3 of its payload, mixed with the other columns, so that it detects a
/// misplaced row as well as a changed one.
/// </summary>
internal static class AppendChecksum
{
    public static long Of(in JournalHead head, bool isSnapshot, ReadOnlySpan<byte> payload) =>
        (long)XxHash3.HashToUInt64(
            payload,
            unchecked(
                (head.Key * 0x1_0000_0001) + (head.Number * 0x10_0001) + (head.Version * 0x401)
                + (head.Sequence * 0x1000_0001) + (isSnapshot ? ~head.Writer : head.Writer)));

    /// <summary>The checksum of a row of the outbox.</summary>
    public static long OfOutbox(long position, ReadOnlySpan<byte> payload) =>
        (long)XxHash3.HashToUInt64(payload, position);
}

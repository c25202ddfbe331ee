using System.IO.Hashing;

namespace ShopActors.Storage.Sqlite;

/// <summary>
/// The checksum of a stored append: XxHash3 of its payload, mixed with the other columns, so that it detects a
/// misplaced row as well as a changed one.
/// </summary>
internal static class AppendChecksum
{
    public static long Of(
        long journal, long number, long version, long writer, bool isSnapshot, ReadOnlySpan<byte> payload) =>
        (long)XxHash3.HashToUInt64(
            payload,
            unchecked(
                (journal * 0x1_0000_0001) + (number * 0x10_0001) + (version * 0x401)
                + (isSnapshot ? ~writer : writer)));
}

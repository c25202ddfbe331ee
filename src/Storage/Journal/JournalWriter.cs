using System.Security.Cryptography;

namespace ShopActors.Storage;

/// <summary>
/// The token of one activation that writes to a journal. It is drawn at random and never used again, so that a journal
/// that was deleted and made anew is not taken for the old one. 0 stands for no writer.
/// </summary>
public static class JournalWriter
{
    /// <summary>Draws a token: positive, 62 bits of chance.</summary>
    public static long Draw()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        RandomNumberGenerator.Fill(bytes);
        return (BitConverter.ToInt64(bytes) & long.MaxValue) | 1;
    }
}

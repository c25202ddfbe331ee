using System.Security.Cryptography;

namespace ShopActors.Storage;

/// <summary>
/// The token of one activation that writes to a journal. Drawn at random and never used again, so that a journal that
/// was deleted and created again is not mistaken for the old one. 0 means no writer.
/// </summary>
public static class JournalWriter
{
    /// <summary>Draws a positive token of 62 random bits.</summary>
    public static long Draw()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        RandomNumberGenerator.Fill(bytes);
        return (BitConverter.ToInt64(bytes) & long.MaxValue) | 1;
    }
}

namespace ShopActors.Storage;

/// <summary>The range of names that begin with a prefix.</summary>
internal static class ListPrefix
{
    /// <summary>The first name after all that begin with the prefix.</summary>
    /// <exception cref="ArgumentException">The prefix is empty or not in ASCII.</exception>
    public static string EndOf(string prefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        return prefix.All(char.IsAscii)
            ? prefix[..^1] + (char)(prefix[^1] + 1)
            : throw new ArgumentException("The prefix of lists' names is in ASCII.", nameof(prefix));
    }
}

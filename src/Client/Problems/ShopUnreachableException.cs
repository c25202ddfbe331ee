namespace ShopActors.Client;

/// <summary>The shop did not answer: the connection failed, or the time was over.</summary>
public sealed class ShopUnreachableException : ShopException
{
    internal ShopUnreachableException(HttpMethod method, string path, Exception inner)
        : base($"{method} {path} had no answer: {inner.Message}", inner)
    {
    }
}

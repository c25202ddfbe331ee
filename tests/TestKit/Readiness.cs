using System.Net.Sockets;

namespace ShopActors.TestKit;

/// <summary>Ways to find out whether a process serves.</summary>
internal static class Readiness
{
    /// <summary>It answers a path with 2xx.</summary>
    public static Func<CancellationToken, Task<bool>> Answers(Uri url)
    {
        var client = new ShopClient(new Uri(url.GetLeftPart(UriPartial.Authority)), 1);
        return async cancellationToken =>
        {
            try
            {
                var request = new ShopRequest(HttpMethod.Get, url.PathAndQuery);
                return (await client.SendAsync(request, cancellationToken).ConfigureAwait(false)).IsSuccess;
            }
            catch (Exception refused) when (refused is HttpRequestException or IOException or SocketException)
            {
                return false;
            }
        };
    }
}

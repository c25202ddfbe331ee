using System.Buffers;

namespace ShopActors.Stripe;

/// <summary>
/// The transport under Stripe's library: it follows no redirects, and cuts off an answer that is larger than Stripe's
/// are, because the library reads each into memory.
/// </summary>
internal sealed class StripeHttp(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int AnswerBytesMax = 64 * 1024;
    private const int PageBytesMax = 4 * 1024 * 1024;

    // Longer than any attempt of the gateway; it bounds the audit's reading.
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(30);

    public static HttpClient CreateClient() => new(new StripeHttp(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(2),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 16,
    }))
    {
        Timeout = TimeMax,
    };

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            var isPage = request.Method == HttpMethod.Get && request.RequestUri is { Query.Length: > 0 };
            var body = await ReadBoundedAsync(
                response, isPage ? PageBytesMax : AnswerBytesMax, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode && !IsObject(body.Span))
            {
                throw new HttpRequestException("An answer of Stripe is no JSON object.");
            }

            var content = new ReadOnlyMemoryContent(body);
            foreach (var (name, values) in response.Content.Headers)
            {
                content.Headers.TryAddWithoutValidation(name, values);
            }

            response.Content.Dispose();
            response.Content = content;
            return response;
        }
        catch
        {
            // The caller gets no response that it could dispose.
            response.Dispose();
            throw;
        }
    }

    // The library expects an object without looking.
    private static bool IsObject(ReadOnlySpan<byte> body)
    {
        var start = body.IndexOfAnyExcept(" \t\r\n"u8);
        return start >= 0 && body[start] == (byte)'{';
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBoundedAsync(
        HttpResponseMessage response, int bytesMax, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        var buffer = new ArrayBufferWriter<byte>(4 * 1024);
        while (buffer.WrittenCount <= bytesMax)
        {
            var read = await stream.ReadAsync(buffer.GetMemory(4 * 1024), cancellationToken).ConfigureAwait(false);
            if (read == 0) return buffer.WrittenMemory;
            buffer.Advance(read);
        }

        throw new HttpRequestException("An answer of Stripe is too large.");
    }
}

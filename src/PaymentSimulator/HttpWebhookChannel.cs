using System.Net.Http.Headers;

namespace ShopActors.PaymentSimulator;

/// <summary>Sends webhooks as HTTP requests to the shop's address.</summary>
internal sealed class HttpWebhookChannel(Uri url, TimeProvider time) : IWebhookChannel, IDisposable
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(5);

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public bool OnlyNews => false;

    public async Task<bool> SendAsync(ReadOnlyMemory<byte> body, string signature, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(RequestTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new ReadOnlyMemoryContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(IWebhookChannel.SignatureHeader, signature);
        try
        {
            using var response = await _http.SendAsync(request, linked.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public void Dispose() => _http.Dispose();
}

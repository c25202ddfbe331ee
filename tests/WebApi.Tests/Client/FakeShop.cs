using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ShopActors.Client.Tests;

/// <summary>Answers requests one after the other by a script, and keeps them.</summary>
internal sealed class FakeShop(params FakeShop.Reply[] replies) : HttpMessageHandler
{
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(61);
    public static readonly TimeSpan AttemptTimeLimit = TimeSpan.FromSeconds(11);

    private readonly List<SentRequest> _requests = [];

    public delegate Task<HttpResponseMessage> Reply(CancellationToken cancellationToken);

    public IReadOnlyList<SentRequest> Requests => _requests;

    public StepTime Time { get; } = new();

    public const string Cart =
        """
        {
          "id": "cart_1", "status": "open", "items": [], "metadata": {}, "warnings": [], "version": 7,
          "subtotal": { "amount": 1299, "currency": "EUR", "exponent": 2 }, "discounts": [], "coupons": [],
          "shipping": { "amount": 0, "currency": "EUR", "exponent": 2 }, "missing": [], "taxIncluded": true,
          "tax": { "amount": 0, "currency": "EUR", "exponent": 2 },
          "total": { "amount": 1299, "currency": "EUR", "exponent": 2 }, "expiresAt": "2026-11-30T12:00:00Z"
        }
        """;

    public ShopClient NewClient(Action<ShopClientOptions>? configure = null)
    {
        var options = new ShopClientOptions
        {
            Address = new("https://shop.example/api"),
            TimeLimit = TimeLimit,
            AttemptTimeLimit = AttemptTimeLimit,
        };
        configure?.Invoke(options);
        return new(new HttpClient(this, disposeHandler: false), options, Time);
    }

    /// <summary>A body as the shop sends it.</summary>
    public static Reply Answers(HttpStatusCode status, string body, params (string Name, string Value)[] headers) =>
        _ => Task.FromResult(NewAnswer(status, body, "application/json", headers));

    /// <summary>A refusal as the shop sends it.</summary>
    public static Reply Refuses(HttpStatusCode status, string code, params (string Name, string Value)[] headers) =>
        _ => Task.FromResult(NewAnswer(
            status,
            $$"""
            {
              "type": "https://shopactors.dev/problems/{{code}}", "title": "The title", "status": {{(int)status}},
              "detail": "The detail.", "instance": "/carts", "code": "{{code}}", "traceId": "4bf92f35",
              "retryable": true, "available": 3, "lines": [{ "sku": "BOOK-1", "requested": 5, "available": 3 }],
              "newer": { "member": 1 }
            }
            """,
            "application/problem+json",
            headers));

    /// <summary>An error page of a proxy.</summary>
    public static Reply Page(HttpStatusCode status) =>
        _ => Task.FromResult(NewAnswer(status, "<html></html>", "text/html", []));

    public static Reply Drops(HttpRequestError error = HttpRequestError.ResponseEnded) =>
        _ => Task.FromException<HttpResponseMessage>(new HttpRequestException(error, "The connection failed."));

    /// <summary>No answer until the attempt is given up.</summary>
    public static Reply Hangs { get; } = async cancellationToken =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        throw new InvalidOperationException("An infinite delay has ended.");
    };

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var reply = replies[Math.Min(_requests.Count, replies.Length - 1)];
        _requests.Add(await SentRequest.OfAsync(request, cancellationToken));
        return await reply(cancellationToken);
    }

    private static HttpResponseMessage NewAnswer(
        HttpStatusCode status, string body, string mediaType, (string Name, string Value)[] headers)
    {
        var answer = new HttpResponseMessage(status)
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(mediaType)),
        };
        foreach (var (name, value) in headers) Assert.True(answer.Headers.TryAddWithoutValidation(name, value));
        return answer;
    }
}

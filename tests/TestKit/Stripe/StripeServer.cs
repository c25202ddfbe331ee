using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ShopActors.TestKit;

/// <summary>
/// A server on this machine that speaks the part of Stripe's HTTP contract that the shop uses, with books of its own,
/// and that fails as told.
/// </summary>
internal sealed class StripeServer : IAsyncDisposable
{
    public const string SecretKey = "sk_test_0123456789abcdef";

    private readonly Dictionary<string, (string Request, StripeReply Reply)> _keys = [];
    private readonly Queue<StripeFault> _faults = [];
    private readonly Lock _lock = new();
    private WebApplication _app = null!;

    public StripeBooks Books { get; } = new();

    /// <summary>The requests so far: method, path and idempotency key.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The form of the latest write.</summary>
    public IReadOnlyDictionary<string, string> Form { get; private set; } = new Dictionary<string, string>();

    /// <summary>Whether the search finds nothing yet.</summary>
    public bool SearchLags { get; set; }

    /// <summary>The largest page; smaller than Stripe's so that tests see several.</summary>
    public int PageMax { get; set; } = 100;

    public Uri Address => new(_app.Urls.First());

    public static async Task<StripeServer> StartAsync()
    {
        var server = new StripeServer();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server._app = builder.Build();
        server._app.Run(server.ServeAsync);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>The next request, and no other, meets this fault.</summary>
    public void FailNext(StripeFault fault) => _faults.Enqueue(fault);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        var request = context.Request;
        var form = new Dictionary<string, string>();
        if (request.HasFormContentType)
        {
            foreach (var (name, value) in await request.ReadFormAsync()) form[name] = value.ToString();
        }

        StripeFault? fault;
        StripeReply? reply = null;
        lock (_lock)
        {
            Requests.Add($"{request.Method} {request.Path} {request.Headers["Idempotency-Key"]}".TrimEnd());
            _faults.TryDequeue(out fault);
            if (fault is null or { IsExecuted: true }) reply = Answer(request, form);
        }

        if (fault is null)
        {
            await WriteAsync(context, reply!);
        }
        else
        {
            await fault.Act(context);
        }
    }

    private StripeReply Answer(HttpRequest request, Dictionary<string, string> form)
    {
        if (request.Headers.Authorization != "Bearer " + SecretKey)
        {
            return StripeReply.Error(401, "invalid_request_error", "");
        }

        var path = request.Path.Value!["/v1/".Length..].Split('/');
        if (request.Method == "GET") return Read(path, request.Query);
        Form = form;
        var key = request.Headers["Idempotency-Key"].ToString();
        var parameters = form.OrderBy(pair => pair.Key, StringComparer.Ordinal);
        var fingerprint = $"{request.Path}?{string.Join('&', parameters)}";
        if (_keys.TryGetValue(key, out var earlier))
        {
            return earlier.Request == fingerprint
                ? earlier.Reply
                : StripeReply.Error(400, "idempotency_error", "");
        }

        var reply = Execute(path, form);
        _keys[key] = (fingerprint, reply);
        return reply;
    }

    private StripeReply Execute(string[] path, Dictionary<string, string> form) => path switch
    {
        ["payment_intents"] => Books.Create(form),
        ["payment_intents", var id, "capture"] => Books.Capture(id, form),
        ["payment_intents", var id, "cancel"] => Books.Cancel(id),
        ["refunds"] => Books.Refund(form),
        _ => StripeReply.Error(404, "invalid_request_error", "unknown_url"),
    };

    private StripeReply Read(string[] path, IQueryCollection query) => path switch
    {
        ["payment_intents"] => Page(Books.Intents, query),
        ["payment_intents", "search"] => Search(query["query"].ToString()),
        ["payment_intents", var id] => Books.Get(id),
        ["refunds"] => Page(
            [.. Books.Refunds.Where(refund => (string)refund["payment_intent"]! == query["payment_intent"])], query),
        _ => StripeReply.Error(404, "invalid_request_error", "unknown_url"),
    };

    private StripeReply Search(string query)
    {
        var found = Books.Intents.Where(intent =>
            !SearchLags && query == $"metadata['payment']:'{(string?)intent["metadata"]!["payment"]}'");
        return StripeReply.Ok(new JsonObject
        {
            ["object"] = "search_result",
            ["data"] = new JsonArray([.. found.Select(intent => intent.DeepClone())]),
            ["has_more"] = false,
        });
    }

    // Newest first, as Stripe lists.
    private StripeReply Page(IReadOnlyList<JsonObject> all, IQueryCollection query)
    {
        var after = query["starting_after"].ToString();
        var rest = all.Reverse().SkipWhile(item => after.Length > 0 && (string)item["id"]! != after)
            .Skip(after.Length > 0 ? 1 : 0).ToArray();
        return StripeReply.Ok(new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. rest.Take(PageMax).Select(item => item.DeepClone())]),
            ["has_more"] = rest.Length > PageMax,
        });
    }

    private static Task WriteAsync(HttpContext context, StripeReply reply)
    {
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(reply.Body);
    }
}

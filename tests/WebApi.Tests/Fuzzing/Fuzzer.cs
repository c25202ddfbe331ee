using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ShopActors.WebApi.Tests.OpenApi;
using Xunit.Sdk;

namespace ShopActors.WebApi.Tests.Fuzzing;

/// <summary>
/// Sends requests that docs/openapi.json describes, and such as it does not: as guests, customers and the operator whom
/// it knows, without credentials or with wrong ones. An answer must be one that the document describes, and none
/// of the server's own failures.
/// </summary>
internal sealed class Fuzzer : IDisposable
{
    private const int CallersMax = 8;

    private static readonly string[] OtherMethods =
        ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "QUERY"];

    private static readonly string[] OtherHeaders =
    [
        "Accept", "Accept-Language", "Content-Encoding", "Cookie", "If-Modified-Since", "If-Unmodified-Since", "Origin",
        "Prefer", "Range", "Sec-Fetch-Site", "X-Forwarded-For", "X-HTTP-Method-Override", "traceparent", "Referer",
    ];

    private static readonly string[] MediaTypes =
    [
        "text/plain", "application/json; charset=\"utf-8\"", "application/json; charset=utf-16", "application/xml", "",
        "application/vnd.api+json", "application/json; charset=bogus", "multipart/form-data", "json", "*/*",
    ];

    private static readonly string[] WrongCredentials =
    [
        "Bearer", "Bearer ", "Bearer x", "Basic dTpw", "bearer sa_guest_", "Bearer sa_ops_0123456789abcdef", "Token x",
        "Bearer a b", $"Bearer {new string('a', 5_000)}",
    ];

    // Drawn more often: much can only be done to an order.
    private static readonly string[] Purchase = ["createCart", "addCartItem", "checkOut"];

    private readonly ShopClient _http;
    private readonly Random _random;
    private readonly ApiOperation[] _operations;
    private readonly ApiOperation[] _purchase;
    private readonly FuzzMemory _anonymous = new(null);
    private readonly FuzzMemory _operator = new(ShopFixture.OpsToken); // learns every answer
    private readonly List<FuzzMemory> _callers = [];
    private readonly string _keys;
    private FuzzMemory _caller;
    private ApiOperation[] _wanted = [];
    private long _sent;

    public Fuzzer(Uri address, int seed)
    {
        _http = new(address, new SocketsHttpHandler
        {
            UseCookies = false,
            UseProxy = false,
            AllowAutoRedirect = false,
            RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        });
        _random = new(seed);
        _keys = $"fuzz-{seed.ToString(CultureInfo.InvariantCulture)}-";
        _operations = [.. ApiDocument.Committed.Operations.Where(operation => !operation.IsStream)];
        _purchase = [.. _operations.Where(operation => Purchase.Contains(operation.Id))];
        _caller = _anonymous;
    }

    /// <summary>A coupon that is accepted by any cart with goods: coupons of drawn terms rarely are.</summary>
    public string? Coupon { get; set; }

    /// <summary>How often each operation was answered with each status.</summary>
    public Dictionary<(string Operation, int Status), long> Answers { get; } = [];

    /// <summary>The operations that succeeded at least once.</summary>
    public HashSet<string> Succeeded { get; } = new(StringComparer.Ordinal);

    /// <summary>What went wrong, once for each kind.</summary>
    public SortedDictionary<string, string> Failures { get; } = new(StringComparer.Ordinal);

    /// <param name="requests">How many requests to send.</param>
    /// <param name="wanted">The operations to try more often, because they have not succeeded yet.</param>
    public async Task SendAsync(long requests, IReadOnlyCollection<string> wanted)
    {
        _wanted = [.. _operations.Where(operation => wanted.Contains(operation.Id))];
        for (var end = _sent + requests; _sent < end; _sent++)
        {
            var operation = Draw();
            var request = RequestFor(operation, _sent);
            ShopAnswer answer;
            try
            {
                answer = await InsistAsync(request);
            }
            catch (HttpRequestException failure)
            {
                Fail(operation, "no answer", request, failure.Message);
                continue;
            }

            var seen = (operation.Id, answer.Status);
            Answers[seen] = Answers.GetValueOrDefault(seen) + 1;
            Check(operation, request, answer);

            // A caller that has signed out or was deleted.
            if (answer.Status == 401 && request.Token == _caller.Token) _callers.Remove(_caller);
            if (!answer.IsSuccess || request.Method != operation.Method) continue;
            Succeeded.Add(operation.Id);
            Learn(answer);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>
    /// Sends the request, twice if need be: the server closes a connection on which it got no HTTP, and the next
    /// request may be on its way by then.
    /// </summary>
    private async Task<ShopAnswer> InsistAsync(ShopRequest request)
    {
        try
        {
            return await _http.SendAsync(request, CancellationToken.None);
        }
        catch (HttpRequestException)
        {
            return await _http.SendAsync(request, CancellationToken.None);
        }
    }

    private void Check(ApiOperation operation, ShopRequest request, ShopAnswer answer)
    {
        var kind = answer.Status.ToString(CultureInfo.InvariantCulture);

        // The server refuses these before it has a request to answer.
        if (request.Path.Contains("%00", StringComparison.Ordinal) && answer is { Status: 400, Body: [] }) return;

        if (answer.Status >= 500)
        {
            Fail(operation, kind, request, answer.ToString());
            return;
        }

        try
        {
            ApiDocument.Committed.Check(request, answer);
        }
        catch (Exception undescribed) when (undescribed is XunitException or JsonException)
        {
            Fail(operation, $"{kind} not described", request, undescribed.Message);
        }
    }

    private void Fail(ApiOperation operation, string kind, ShopRequest request, string reason) =>
        Failures.TryAdd($"{operation.Id} {kind}", $"{Describe(request)}\n    {reason}");

    private void Learn(ShopAnswer answer)
    {
        if (answer.Body.Length == 0 || answer.MediaType != "application/json") return;
        var body = answer.Json;
        _operator.Learn(body);
        if (body.ValueKind == JsonValueKind.Object && body.TryGetProperty("token", out var token) &&
            _caller.Token is null)
        {
            _caller = new(token.GetString());
            _callers.Add(_caller);
            if (_callers.Count > CallersMax) _callers.RemoveAt(0);
        }

        if (_caller == _anonymous) return;
        _caller.Learn(body);
        if (answer.ETag is { } tag) _caller.Learn("tag", tag);
    }

    /// <summary>An operation and its caller, who mostly knows what the operation is about.</summary>
    private ApiOperation Draw()
    {
        for (var attempts = 5; ; attempts--)
        {
            var operation = Any(_random.Next(5) switch
            {
                0 => _purchase,
                1 or 2 when _wanted.Length > 0 => _wanted,
                _ => _operations,
            });
            _caller = CallerFor(operation);
            if (attempts == 0 || operation.ParametersIn("path").All(IsKnown)) return operation;
        }

        bool IsKnown(JsonObject parameter) => _caller.Recall((string)parameter["name"]!, _random) is not null;
    }

    private FuzzMemory CallerFor(ApiOperation operation)
    {
        // An audit reads everything: the test asks for one at the end.
        if (operation.Id == "runAudit") return _anonymous;
        var isOperators = operation.NeedsOperator ? 8 : 1;
        if (_random.Next(10) < isOperators) return _operator;
        return _callers.Count == 0 || _random.Next(8) == 0 ? _anonymous : _callers[_random.Next(_callers.Count)];
    }

    private ShopRequest RequestFor(ApiOperation operation, long index)
    {
        var values = new SchemaText(ApiDocument.Committed, _random, Recall);
        List<(string Name, string Value)> headers = [];
        foreach (var parameter in operation.ParametersIn("header"))
        {
            var name = (string)parameter["name"]!;
            if (HeaderFor(name, index) is { } value) headers.Add((name, value));
        }

        if (Rarely()) headers.Add((Any(OtherHeaders), Any(HostileText.Headers)));
        var isFalse = Rarely();
        if (isFalse) headers.Add(("Authorization", Any(WrongCredentials)));
        return new(Rarely() ? HttpMethod.Parse(Any(OtherMethods)) : operation.Method, PathFor(operation, values))
        {
            Token = isFalse ? null : _caller.Token,
            Headers = headers,
            MediaType = Rarely() ? Any(MediaTypes) : "application/json",
            Body = operation.Body is null
                ? Rarely() ? Any(HostileText.Bodies) : null
                : Rarely() ? Any(HostileText.Bodies) : values.Body(operation.Body),
        };
    }

    private string PathFor(ApiOperation operation, SchemaText values)
    {
        var path = operation.Template;
        foreach (var parameter in operation.ParametersIn("path"))
        {
            var name = (string)parameter["name"]!;
            path = path.Replace($"{{{name}}}", ValueOf(parameter, values), StringComparison.Ordinal);
        }

        List<string> query = [];
        foreach (var parameter in operation.ParametersIn("query"))
        {
            if ((bool?)parameter["required"] != true && _random.Next(3) > 0) continue;
            query.Add($"{(string)parameter["name"]!}={ValueOf(parameter, values)}");
        }

        if (Rarely()) query.Add($"{Any(HostileText.Escaped)}={Any(HostileText.Escaped)}");
        if (query.Count > 0 && Rarely()) query.Add(query[0]);
        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    private string ValueOf(JsonObject parameter, SchemaText values) => Rarely()
        ? Any(HostileText.Escaped)
        : Uri.EscapeDataString(values.Parameter((string)parameter["name"]!, parameter["schema"]!.AsObject()));

    private string? HeaderFor(string name, long index)
    {
        if (Rarely()) return Any(HostileText.Headers);
        return name switch
        {
            "Idempotency-Key" => _random.Next(10) switch
            {
                0 => null,
                1 => $"{_keys}{_random.NextInt64(index + 1).ToString(CultureInfo.InvariantCulture)}",
                2 => new string('k', _random.Next(250, 262)),
                _ => $"{_keys}{index.ToString(CultureInfo.InvariantCulture)}",
            },
            "If-Match" when _random.Next(3) == 0 => Recall("tag"),
            "If-Match" when _random.Next(3) == 0 => "*",
            _ => _random.Next(10) == 0 ? Recall("tag") : null,
        };
    }

    private string? Recall(string name) => name == "code" && _random.Next(2) == 0
        ? Coupon
        : (_random.Next(20) > 0 ? _caller.Recall(name, _random) : null) ?? _operator.Recall(name, _random);

    private bool Rarely() => _random.Next(20) == 0;

    private T Any<T>(T[] values) => values[_random.Next(values.Length)];

    private static string Describe(ShopRequest request)
    {
        const int shown = 600;
        var text = $"{request.Method} {request.Path} {request.Token} {string.Join(", ", request.Headers)} " +
            $"{request.MediaType} {request.Body}";
        return text.Length <= shown ? text : $"{text.AsSpan(0, shown)}... ({text.Length} characters)";
    }
}

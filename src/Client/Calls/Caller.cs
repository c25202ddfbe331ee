using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ShopActors.Client;

/// <summary>Makes the calls of one token's owner.</summary>
internal sealed class Caller(CallSender sender, string? token)
{
    // The first answers come soon; an order that takes longer than that waits for a payment provider.
    private static readonly TimeSpan PollAfter = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PollAfterMax = TimeSpan.FromSeconds(2);

    // Enough that two callers never draw the same key.
    private const int KeyBytes = 16;

    public async Task<T> ReadAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var answer = await sender.SendAsync(Read(path), cancellationToken).ConfigureAwait(false);
        return Parse(answer, type);
    }

    /// <summary>Null if the version with the tag is the current one.</summary>
    public async Task<T?> ReadIfChangedAsync<T>(
        string path, string etag, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : ShopResource
    {
        ArgumentNullException.ThrowIfNull(etag);
        var call = Read(path) with { IfNoneMatch = SentText.Tag(etag) };
        var answer = await sender.SendAsync(call, cancellationToken).ConfigureAwait(false);
        return answer.Status == HttpStatusCode.NotModified ? null : Parse(answer, type);
    }

    /// <summary>Reads again and again until the condition holds or the time is over.</summary>
    public async Task<T> ReadUntilAsync<T>(
        string path, JsonTypeInfo<T> type, Func<T, bool> isDone, TimeSpan within, CancellationToken cancellationToken)
    {
        var start = sender.Time.GetTimestamp();
        for (var pause = PollAfter; ; pause = pause * 2 < PollAfterMax ? pause * 2 : PollAfterMax)
        {
            var read = await ReadAsync(path, type, cancellationToken).ConfigureAwait(false);
            var left = within - sender.Time.GetElapsedTime(start);
            if (isDone(read) || left <= TimeSpan.Zero) return read;
            await Task.Delay(pause < left ? pause : left, sender.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads page by page, each when its first entry is asked for.</summary>
    public async IAsyncEnumerable<T> ReadAllAsync<T>(
        Func<string?, CancellationToken, Task<Page<T>>> readPageAsync,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var page = await readPageAsync(cursor, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Items) yield return item;
            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }

    public async Task<T> WriteAsync<T>(
        HttpMethod method, string path, JsonTypeInfo<T> type, WriteOptions? options,
        CancellationToken cancellationToken)
    {
        var answer = await sender.SendAsync(Write(method, path, options), cancellationToken).ConfigureAwait(false);
        return Parse(answer, type);
    }

    public async Task<T> WriteAsync<TBody, T>(
        HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type,
        WriteOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        var call = Write(method, path, options) with { Body = JsonSerializer.SerializeToUtf8Bytes(body, bodyType) };
        var answer = await sender.SendAsync(call, cancellationToken).ConfigureAwait(false);
        return Parse(answer, type);
    }

    /// <summary>A write whose answer has no body.</summary>
    public Task WriteAsync<TBody>(
        HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, WriteOptions? options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        var call = Write(method, path, options) with { Body = JsonSerializer.SerializeToUtf8Bytes(body, bodyType) };
        return sender.SendAsync(call, cancellationToken);
    }

    /// <summary>A write without a body, whose answer has none.</summary>
    public Task WriteAsync(
        HttpMethod method, string path, WriteOptions? options, CancellationToken cancellationToken) =>
        sender.SendAsync(Write(method, path, options), cancellationToken);

    public Task DeleteAsync(string path, WriteOptions? options, CancellationToken cancellationToken) =>
        WriteAsync(HttpMethod.Delete, path, options, cancellationToken);

    private Call Read(string path) => new(HttpMethod.Get, path) { Token = token };

    private Call Write(HttpMethod method, string path, WriteOptions? options)
    {
        var versions = options as VersionedWriteOptions;
        return new(method, path)
        {
            Token = token,
            IdempotencyKey = options?.IdempotencyKey is { } key
                ? SentText.Key(key)
                : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes)),
            IfMatch = versions?.IfMatch is { } tag ? SentText.Tag(tag) : null,
            IfNoneMatch = versions?.IfNothingYet == true ? "*" : null,
            Prefer = (options as CheckoutOptions)?.Wait is { } wait
                ? string.Create(CultureInfo.InvariantCulture, $"respond-async, wait={(int)wait.TotalSeconds}")
                : null,
        };
    }

    private static T Parse<T>(CallAnswer answer, JsonTypeInfo<T> type)
    {
        var body = JsonSerializer.Deserialize(answer.Body.Span, type)
            ?? throw new JsonException("The answer's body is null.");
        if (body is ShopResource resource)
        {
            resource.ETag = answer.ETag;
            resource.IsReplayed = answer.IsReplayed;
        }

        return body;
    }
}

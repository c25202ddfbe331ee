using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ShopActors;

/// <summary>
/// The latest <see cref="CartLimits.OperationsKept"/> operations of a cart; the latest
/// <see cref="CartLimits.RepliesKept"/> of them with their full answer.
/// </summary>
[JsonConverter(typeof(CartRepliesJsonConverter))]
internal sealed class CartReplies
{
    private readonly ImmutableDictionary<OperationId, CartReply> _byOperation;
    private readonly ImmutableQueue<OperationId> _whole;
    private readonly ImmutableQueue<OperationId> _brief;
    private readonly int _wholeCount;

    private CartReplies(
        ImmutableDictionary<OperationId, CartReply> byOperation,
        ImmutableQueue<OperationId> whole,
        int wholeCount,
        ImmutableQueue<OperationId> brief)
    {
        _byOperation = byOperation;
        _whole = whole;
        _wholeCount = wholeCount;
        _brief = brief;
    }

    public static CartReplies Empty { get; } = new(ImmutableDictionary<OperationId, CartReply>.Empty, [], 0, []);

    /// <summary>The replies, oldest first.</summary>
    public IEnumerable<CartReply> OldestFirst => _brief.Concat(_whole).Select(operation => _byOperation[operation]);

    public int Count => _byOperation.Count;

    public bool TryGet(OperationId operation, [NotNullWhen(true)] out CartReply? reply) =>
        _byOperation.TryGetValue(operation, out reply);

    public CartReplies Add(CartReply reply)
    {
        var byOperation = _byOperation.Add(reply.Operation, reply);
        var (whole, brief) = (_whole.Enqueue(reply.Operation), _brief);
        if (_wholeCount < CartLimits.RepliesKept) return new(byOperation, whole, _wholeCount + 1, brief);

        whole = whole.Dequeue(out var oldest);
        byOperation = byOperation.SetItem(oldest, byOperation[oldest].WithoutContent());
        brief = brief.Enqueue(oldest);
        if (byOperation.Count > CartLimits.OperationsKept)
        {
            brief = brief.Dequeue(out var forgotten);
            byOperation = byOperation.Remove(forgotten);
        }

        return new(byOperation, whole, _wholeCount, brief);
    }

    public static CartReplies From(IEnumerable<CartReply> oldestFirst) =>
        oldestFirst.Aggregate(Empty, static (replies, reply) => replies.Add(reply));
}

/// <summary>
/// The stored form of <see cref="CartReplies"/>, oldest first. Answers share most of their lines, so each line is
/// stored once and answers refer to it by index.
/// </summary>
internal sealed record StoredReplies(
    ImmutableArray<CartLineSnapshot> Lines, ImmutableArray<StoredReply> Replies);

internal sealed record StoredReply(CartReply Reply, ImmutableArray<int>? Lines);

/// <summary>Converts replies to and from their stored form.</summary>
internal sealed class CartRepliesJsonConverter : JsonConverter<CartReplies>
{
    public override CartReplies Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var type = (JsonTypeInfo<StoredReplies>)options.GetTypeInfo(typeof(StoredReplies));
        var stored = JsonSerializer.Deserialize(ref reader, type)
            ?? throw new JsonException("The stored replies are null.");
        return CartReplies.From(stored.Replies.Select(one => one.Lines is { } indices
            ? one.Reply with { Lines = [.. indices.Select(index => stored.Lines[index])] }
            : one.Reply));
    }

    public override void Write(Utf8JsonWriter writer, CartReplies value, JsonSerializerOptions options)
    {
        var lines = ImmutableArray.CreateBuilder<CartLineSnapshot>();
        var indices = new Dictionary<CartLineSnapshot, int>(ReferenceEqualityComparer.Instance);
        var replies = ImmutableArray.CreateBuilder<StoredReply>(value.Count);
        foreach (var reply in value.OldestFirst)
        {
            ImmutableArray<int>? refs = reply.Lines is { } answered ? [.. answered.Select(IndexOf)] : null;
            replies.Add(new(reply with { Lines = null }, refs));
        }

        var stored = new StoredReplies(lines.ToImmutable(), replies.ToImmutable());
        JsonSerializer.Serialize(writer, stored, CartJson.Default.StoredReplies);

        int IndexOf(CartLineSnapshot line)
        {
            if (indices.TryGetValue(line, out var index)) return index;
            lines.Add(line);
            indices.Add(line, lines.Count - 1);
            return lines.Count - 1;
        }
    }
}

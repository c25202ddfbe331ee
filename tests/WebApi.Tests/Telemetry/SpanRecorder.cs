using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;

namespace ShopActors.WebApi.Tests.Telemetry;

/// <summary>Keeps the spans of one trace, as the exporter sees them.</summary>
internal sealed class SpanRecorder : BaseProcessor<Activity>
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The trace to keep.</summary>
    public ActivityTraceId Trace { get; } = ActivityTraceId.CreateRandom();

    public IReadOnlyList<Activity> Spans => [.. _spans];

    /// <summary>Completes when the request's own span has ended.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Makes the requests of the test part of the trace until the result is disposed of.</summary>
    public Activity Begin()
    {
        var test = new Activity("test");
        test.SetParentId(Trace, ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        return test.Start();
    }

    public override void OnStart(Activity data)
    {
        if (data.TraceId == Trace) _spans.Enqueue(data);
    }

    public override void OnEnd(Activity data)
    {
        if (data.TraceId == Trace && data is { Kind: ActivityKind.Server, Source.Name: "Microsoft.AspNetCore" })
        {
            _ended.TrySetResult();
        }
    }

    /// <summary>The names of a span and of those above it, from the request on.</summary>
    public IReadOnlyList<string> PathOf(Activity span)
    {
        List<string> path = [span.DisplayName];
        for (var above = ParentOf(span); above is not null; above = ParentOf(above)) path.Insert(0, above.DisplayName);
        return path;
    }

    /// <summary>The spans as indented text, in the order in which they began.</summary>
    public string ToText()
    {
        var lines = new List<string>();
        foreach (var root in Spans.Where(span => ParentOf(span) is null)) Add(root, 0);
        return string.Join('\n', lines);

        void Add(Activity span, int depth)
        {
            lines.Add($"{new string(' ', depth * 2)}{span.DisplayName} ({span.Kind})");
            foreach (var below in Spans.Where(other => other.ParentSpanId == span.SpanId)) Add(below, depth + 1);
        }
    }

    private Activity? ParentOf(Activity span) => Spans.FirstOrDefault(other => other.SpanId == span.ParentSpanId);
}

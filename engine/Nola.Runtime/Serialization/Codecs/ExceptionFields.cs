using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Serialization.Codecs;

/// <summary>
/// The members of <see cref="Exception"/> itself, as the base level of exceptions with generated codecs.
/// </summary>
internal static class ExceptionFields
{
    public const uint TypeName = 0;
    public const uint Message = 1;
    public const uint StackTrace = 2;
    public const uint HResult = 3;
    public const uint Inner = 4;
    public const uint Data = 5;
    public const uint Inners = 6;

    public static void Write(ref Writer writer, Exception value, string? message)
    {
        writer.WriteField(Message, message);
        if (value.StackTrace is { Length: > 0 } stackTrace) writer.WriteField(StackTrace, stackTrace);
        writer.WriteField(HResult, value.HResult);
        if (value is AggregateException aggregate)
        {
            writer.Session.GetCodec<Exception[]>().WriteField(ref writer, Inners, [.. aggregate.InnerExceptions]);
        }
        else if (value.InnerException is { } inner)
        {
            writer.Session.GetCodec<Exception>().WriteField(ref writer, Inner, inner);
        }

        if (value.Data.Count > 0) WriteData(ref writer, value.Data);
    }

    public static ExceptionContent Read(ref Reader reader)
    {
        var content = new ExceptionContent();
        FieldHeader field;
        while (reader.TryReadFieldHeader(out field))
        {
            switch (field.Id)
            {
                case TypeName: content.TypeName = reader.ReadString(field); break;
                case Message: content.Message = reader.ReadString(field); break;
                case StackTrace: content.StackTrace = reader.ReadString(field); break;
                case HResult: content.HResult = reader.ReadInt32(field); break;
                case Inner: content.Inner = reader.Session.GetCodec<Exception>().ReadValue(ref reader, field); break;
                case Inners:
                    content.Inners =
                    reader.Session.GetCodec<Exception[]>().ReadValue(ref reader, field); break;
                case Data:
                    content.Data =
                    reader.Session.GetCodec<Dictionary<object, object?>>().ReadValue(ref reader, field); break;
                default: reader.Skip(field); break;
            }
        }

        content.End = field;
        return content;
    }

    public static void Apply(ExceptionContent content, Exception target)
    {
        MessageOf(target) = content.Message;
        if (content.Inner is not null) InnerOf(target) = content.Inner;
        target.HResult = content.HResult;
        if (content.StackTrace is { Length: > 0 } stackTrace) ExceptionDispatchInfo
            .SetRemoteStackTrace(target, stackTrace);
        foreach (var (key, value) in content.Data ?? [])
        {
            target.Data[key] = value;
        }
    }

    public static string? RawMessage(Exception value) => MessageOf(value);

    public static void Copy(Exception source, Exception target)
    {
        MessageOf(target) = MessageOf(source);
        InnerOf(target) = source.InnerException;
        target.HResult = source.HResult;
        foreach (DictionaryEntry entry in source.Data)
        {
            target.Data[entry.Key] = entry.Value;
        }
    }

    // What cannot travel is left out: losing a detail beats losing the exception.
    private static void WriteData(ref Writer writer, IDictionary data)
    {
        var entries = new Dictionary<object, object?>();
        foreach (DictionaryEntry entry in data)
        {
            var codecs = writer.Session.Codecs;
            if (codecs.HasCodec(entry.Key.GetType()) && (entry.Value is null || codecs.HasCodec(entry.Value.GetType())))
            {
                entries.Add(entry.Key, entry.Value);
            }
        }

        if (entries.Count > 0) writer.Session.GetCodec<Dictionary<object, object?>>()
            .WriteField(ref writer, Data, entries);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    private static extern ref string? MessageOf(Exception target);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    private static extern ref Exception? InnerOf(Exception target);
}

/// <summary>What was read of an exception.</summary>
internal sealed class ExceptionContent
{
    public string? TypeName { get; set; }

    public string? Message { get; set; }

    public string? StackTrace { get; set; }

    public int HResult { get; set; }

    public Exception? Inner { get; set; }

    public Exception[]? Inners { get; set; }

    public Dictionary<object, object?>? Data { get; set; }

    public FieldHeader End { get; set; }
}

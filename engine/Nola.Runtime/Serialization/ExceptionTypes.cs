using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Nola.Runtime.Serialization.Codecs;
using Orleans.Serialization;

namespace Nola.Runtime.Serialization;

/// <summary>
/// Makes exceptions from what was read of them. A name from the wire selects among exception types that are loaded
/// already
/// and that the options allow: nothing is loaded for it, and no other kind of type is made.
/// </summary>
internal sealed class ExceptionTypes(IOptions<ExceptionSerializationOptions> options)
{
    // Names come from other processes, so what is remembered of them is bounded.
    private const int RememberedMax = 1024;

    private readonly ConcurrentDictionary<string, Type?> _byName = new(StringComparer.Ordinal);

    public static string NameOf(Type type) => type.FullName ?? type.Name;

    public Exception Create(string? typeName, ExceptionContent content)
    {
        var exception = content.Inners is { } inners
            ? new AggregateException(content.Message, inners.Where(inner => inner is not null))
            : Instantiate(typeName ?? typeof(Exception).FullName!);
        ExceptionFields.Apply(content, exception);
        return exception;
    }

    private Exception Instantiate(string typeName)
    {
        if (Find(typeName) is not { } type) return new UnavailableExceptionFallbackException
        {
            ExceptionType =
            typeName
        };

        if (type.GetConstructor([]) is not { } constructor) return (Exception)RuntimeHelpers
            .GetUninitializedObject(type);
        return (Exception)constructor.Invoke(null);
    }

    private Type? Find(string name)
    {
        if (_byName.TryGetValue(name, out var known)) return known;

        var found = LoadedTypes.Find(name).FirstOrDefault(IsAllowed);
        if (_byName.Count < RememberedMax) _byName.TryAdd(name, found);
        return found;
    }

    private bool IsAllowed(Type type)
    {
        if (!type.IsAssignableTo(typeof(Exception)) || type.IsAbstract || type.ContainsGenericParameters) return false;

        return IsInSupportedNamespace(type.Namespace) || options.Value.SupportedExceptionTypeFilter(type);
    }

    private bool IsInSupportedNamespace(string? name)
    {
        for (; name is { Length: > 0 }; name = name[..Math.Max(0, name.LastIndexOf('.'))])
        {
            if (options.Value.SupportedNamespacePrefixes.Contains(name)) return true;
        }

        return false;
    }
}

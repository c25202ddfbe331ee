using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ShopActors.Grains.Tests.Contracts;

/// <summary>Instances of contract types in which no member is absent, whatever the type's own rules say.</summary>
internal static class Samples
{
    public static object Of(Type type)
    {
        if (type == typeof(string)) return "text";
        if (type.IsPrimitive || type.IsEnum || type == typeof(DateTimeOffset) || type == typeof(TimeSpan))
        {
            return Activator.CreateInstance(type)!;
        }

        if (Nullable.GetUnderlyingType(type) is { } value) return Of(value);
        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        if (generic == typeof(ImmutableArray<>) || generic == typeof(ImmutableDictionary<,>))
        {
            return typeof(Samples)
                .GetMethod(generic == typeof(ImmutableArray<>) ? nameof(ArrayOf) : nameof(DictionaryOf),
                    BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type.GetGenericArguments()).Invoke(null, null)!;
        }

        var instance = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var field in FieldsOf(type)) field.SetValue(instance, Of(field.FieldType));
        return instance;
    }

    public static IEnumerable<FieldInfo> FieldsOf(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);

    private static ImmutableArray<T> ArrayOf<T>() => [(T)Of(typeof(T))];

    private static ImmutableDictionary<TKey, TValue> DictionaryOf<TKey, TValue>()
        where TKey : notnull =>
        ImmutableDictionary<TKey, TValue>.Empty.Add((TKey)Of(typeof(TKey)), (TValue)Of(typeof(TValue)));
}

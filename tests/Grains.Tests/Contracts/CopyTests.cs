using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using ShopActors.Grains.Tests.Security;

namespace ShopActors.Grains.Tests.Contracts;

/// <summary>
/// A call within a silo hands arguments and results over as they are: nothing of the shop's is copied. Orleans passes
/// cancellation tokens beside them.
/// </summary>
public sealed class CopyTests
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public static TheoryData<string> Types
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var name in UsedTypes.Select(type => type.ToString()).Order(StringComparer.Ordinal))
            {
                data.Add(name);
            }

            return data;
        }
    }

    private static IReadOnlyList<Type> UsedTypes { get; } =
    [
        .. GrainMethods.All
            .SelectMany(each => each.Method.GetParameters().Select(parameter => parameter.ParameterType)
                .Append(each.Method.ReturnType))
            .Where(type => type != typeof(Task) && type != typeof(CancellationToken))
            .Select(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>)
                ? type.GetGenericArguments()[0]
                : type)
            .Distinct(),
    ];

    [Theory]
    [MemberData(nameof(Types))]
    public void Copy_OfAnArgumentOrResult_IsTheSameObject(string name)
    {
        var type = UsedTypes.Single(each => each.ToString() == name);
        var original = Samples.Of(type);
        var copy = CopyAs(type, original);
        Assert.Empty(Differences(type, original, copy, type.Name));
    }

    private static object CopyAs(Type type, object original) =>
        typeof(DeepCopier).GetMethods()
            .Single(method => method.Name == nameof(DeepCopier.Copy) && method.IsGenericMethod)
            .MakeGenericMethod(type).Invoke(Services.GetRequiredService<DeepCopier>(), [original])!;

    /// <summary>The references that are not the same; a value has them in its fields.</summary>
    private static IEnumerable<string> Differences(Type type, object? original, object? copy, string path)
    {
        if (!type.IsValueType) return ReferenceEquals(original, copy) ? [] : [path];
        if (type.IsPrimitive || type.IsEnum || original is null || copy is null)
        {
            return original is null == copy is null ? [] : [path];
        }

        return Samples.FieldsOf(original.GetType())
            .Where(field => field.FieldType != original.GetType())
            .SelectMany(
                field => Differences(
                    field.FieldType, field.GetValue(original), field.GetValue(copy), $"{path}.{field.Name}"));
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using ShopActors.Storage;

namespace ShopActors.Architecture.Tests;

/// <summary>The one shape of journaled grains (docs/adr/0012-one-shape-of-grain.md).</summary>
public sealed class ShapeTests
{
    private static readonly Type[] Types = System.Reflection.Assembly.Load("ShopActors.Grains").GetTypes();

    // Spoken with the provider, or shipped with the program: never in a journal.
    private static readonly string[] NotStored = ["HttpPaymentJson", "SeedJson", "EventJson"];

    public static TheoryData<string> JournaledGrains =>
        [.. Types.Where(type => BaseOf(type) is not null && !type.IsAbstract).Select(type => type.FullName!)];

    private static readonly string[] Bases = ["ShopGrain`2", "RunGrain`2", "ProjectionGrain`2"];

    public static TheoryData<string> StoredForms => [.. Types
        .Where(type => type.IsSubclassOf(typeof(JsonSerializerContext)) && !NotStored.Contains(type.Name))
        .Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(JournaledGrains))]
    public void JournaledGrain_HasTheShape(string name)
    {
        var grain = Types.Single(type => type.FullName == name);
        var (state, happened) = (BaseOf(grain)!.GetGenericArguments()[0], BaseOf(grain)!.GetGenericArguments()[1]);
        var area = state.Name[..^"State".Length];

        Assert.Contains(grain.BaseType!.Name, Bases);
        Assert.Equal((area + "State", area + "Event"), (state.Name, happened.Name));
        Assert.Contains(typeof(IJournalState<,>).MakeGenericType(state, happened), state.GetInterfaces());
        Assert.True(happened.IsAbstract, $"{happened.Name} is the base of its events.");
        Assert.True(
            grain.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "ReentrantAttribute"),
            $"{grain.Name} shares appends only where commands may interleave.");
    }

    [Theory]
    [MemberData(nameof(StoredForms))]
    public void StoredForm_IsWrittenInTheOneStyle(string name)
    {
        var context = (JsonSerializerContext)Types.Single(type => type.FullName == name)
            .GetProperty("Default")!.GetValue(null)!;

        Assert.Same(JsonNamingPolicy.CamelCase, context.Options.PropertyNamingPolicy);
        Assert.Equal(JsonIgnoreCondition.WhenWritingNull, context.Options.DefaultIgnoreCondition);
        Assert.True(context.Options.IgnoreReadOnlyProperties);
        Assert.Contains(
            context.Options.Converters, converter => converter.GetType().Name == "UnixMillisecondsJsonConverter");
        foreach (var stored in context.GetType().GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
            .Select(attribute => context.GetTypeInfo((Type)attribute.ConstructorArguments[0].Value!)!)
            .Where(stored => stored.PolymorphismOptions is not null))
        {
            Assert.Equal("t", stored.PolymorphismOptions!.TypeDiscriminatorPropertyName);
        }
    }

    private static Type? BaseOf(Type? type)
    {
        while (type is not null && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(JournalGrain<,>)))
        {
            type = type.BaseType;
        }

        return type;
    }
}
